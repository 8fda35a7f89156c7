import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { Button } from '../../ui/Button.tsx';

/** The way to the dialog of signing out, where what is broken held the usual one. */
export function SignOutRest() {
  return (
    <div className="unshownRest">
      <Button onClick={() => showDialog('signOut')}>{words.fence.signOut}</Button>
    </div>
  );
}
