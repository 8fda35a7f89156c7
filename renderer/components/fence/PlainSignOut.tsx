import { useState } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../i18n/words.ts';
import { Button } from '../Button.tsx';

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
        {words.session.signOut.cancel}
      </Button>
      <Button look="danger" onClick={() => tellHost('signOut', {})}>
        {words.session.signOut.submit}
      </Button>
    </div>
  );
}
