import { callHost } from '../../bridge/host.ts';
import { useFromServer } from './useFromServer.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { useSession } from '../session/session.ts';

/** Ready with null where the account is managed here; asked again when the session goes on after a pause. */
export function useAccountLinks() {
  const slot = useSlot();
  const running = useSession(({ state }) => state?.phase === 'active' || state?.phase === 'opening');
  return useFromServer(() => callHost('accountLinks', {}, slot), running);
}
