import { callHost } from '../../bridge/host.ts';
import { useFromServer } from '../../components/useFromServer.ts';
import { useSlot } from '../../stores/perAccount.ts';
import { useSession } from '../../stores/session.ts';

/** Asked again when the session goes on after a pause. */
export function useOwnAccount() {
  const slot = useSlot();
  const running = useSession(({ state }) => state?.phase === 'active' || state?.phase === 'opening');
  return useFromServer(() => callHost('ownAccount', {}, slot), running);
}
