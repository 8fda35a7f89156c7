import KeyRound from 'lucide-react/icons/key-round';
import { Button } from '../../../components/Button.tsx';
import { words } from '../../../i18n/words.ts';
import { showDialog } from '../../../stores/layout.ts';
import { useSlot } from '../../../stores/perAccount.ts';
import { useSession } from '../../../stores/session.ts';
import { mayMakeKey, putOffRecoveryKey, useWayBack } from '../../../stores/wayBack.ts';
import { CalmNotice } from './CalmNotice.tsx';

const said = words.wayBack.notice;

/** Calm, and there until it is done or put off (D12). */
export function WayBackNotice() {
  const slot = useSlot();
  const shown = useWayBack(({ wayBack }) => wayBack.is === 'missing' && wayBack.history && !wayBack.putOff);
  const mayMake = useSession(({ state }) => mayMakeKey(state?.phase));
  if (!shown) return null;
  return (
    <CalmNotice icon={KeyRound} title={said.title} text={said.text}>
      <Button disabled={!mayMake} onClick={() => showDialog('newRecoveryKey', slot)}>{said.make}</Button>
      <Button look="quiet" onClick={() => putOffRecoveryKey(slot)}>
        {said.later}
      </Button>
    </CalmNotice>
  );
}
