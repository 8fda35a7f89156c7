import { callHost } from '../../bridge/host.ts';
import { useFromServer } from './useFromServer.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';

/** Asked again when the session goes on after a pause. */
export function useOwnAccount() {
  const slot = useSlot();
  const running = useSession(({ state }) => state?.phase === 'active' || state?.phase === 'opening');
  return useFromServer(() => callHost('ownAccount', {}, slot), running);
}
