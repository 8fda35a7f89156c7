import { useState } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';

/** Signing out where its dialog is what is broken: asks once more, and needs nothing but main. */
export function PlainSignOut() {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <div className="unshownRest">
        <Button onClick={() => setAsked(true)}>{words.fence.signOut}</Button>
      </div>
    );
  }
  return (
    <div className="unshownRest">
      <Button look="quiet" onClick={() => setAsked(false)}>
        {words.signOut.cancel}
      </Button>
      <Button look="danger" onClick={() => tellHost('signOut', {})}>
        {words.signOut.submit}
      </Button>
    </div>
  );
}
