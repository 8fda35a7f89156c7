import type { HostHandlers } from '../host/ipc.ts';
import { isDeactivation } from '../http/success.ts';
import type { AccountServer } from './accountServer.ts';
import type { Confirmer } from './confirmer.ts';
import { whileGateHeld } from './whileGateHeld.ts';
import type { GateHeldParts } from './whileGateHeld.ts';
import { mustBeDone } from './readAnswer.ts';

export interface EndedHereParts extends GateHeldParts {
  readonly wallClock: () => number;
}

/**
 * What ends this session with the others: signing out everywhere, closing the account. So the engine must not be the first to hear of it
 * (F2).
 */
export function endedHere(
  parts: EndedHereParts,
  server: AccountServer,
  confirmer: Confirmer,
): Pick<HostHandlers, 'signOutEverywhere' | 'deactivate'> {
  const ended = (): void => parts.runner.send({ type: 'endedHere', now: parts.wallClock() });
  return {
    signOutEverywhere: () =>
      whileGateHeld(parts, async () => {
        mustBeDone(await server.send({ method: 'POST', path: '/v3/logout/all', body: {} }));
        ended();
      }),
    deactivate: ({ erase }) =>
      confirmer.begin({
        path: '/v3/account/deactivate',
        isSuccess: isDeactivation,
        body: { erase },
        sending: (send) =>
          whileGateHeld(parts, async () => {
            const answer = await send();
            if (answer.status === 200 && isDeactivation(answer.json)) ended();
            return answer;
          }),
        done: () => undefined,
      }),
  };
}
