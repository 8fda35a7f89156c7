import { words } from '../../i18n/words.ts';
import { showDialog } from '../../stores/layout.ts';
import { Button } from '../Button.tsx';

/** The way to the dialog of signing out, where what is broken held the usual one. */
export function SignOutRest() {
  return (
    <div className="unshownRest">
      <Button onClick={() => showDialog('signOut')}>{words.fence.signOut}</Button>
    </div>
  );
}
