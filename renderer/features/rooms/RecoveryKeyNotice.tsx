import KeyRound from 'lucide-react/icons/key-round';
import { Button } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';
import { mayMakeKey, putOffRecoveryKey, useRecoveryKeyState } from '../recoveryKey/recoveryKey.ts';
import { CalmNotice } from './CalmNotice.tsx';

const said = words.recoveryKey.notice;

/** Calm, and there until it is done or put off (D12). */
export function RecoveryKeyNotice() {
  const slot = useSlot();
  const shown = useRecoveryKeyState(
    ({ recoveryKeyState }) => recoveryKeyState.is === 'missing' && recoveryKeyState.history && !recoveryKeyState.putOff,
  );
  const mayMake = useSession(({ state }) => mayMakeKey(state?.phase));
  if (!shown) return null;
  return (
    <CalmNotice icon={KeyRound} title={said.title} text={said.text}>
      <Button disabled={!mayMake} onClick={() => showDialog('newRecoveryKey', slot)}>
        {said.make}
      </Button>
      <Button look="quiet" onClick={() => putOffRecoveryKey(slot)}>
        {said.later}
      </Button>
    </CalmNotice>
  );
}
