import type { SessionState } from '../../core/session/states.ts';
import { within } from '../../core/within.ts';
import type { Credentials } from './credentials.ts';
import type { SessionRunner } from './sessionRunner.ts';

export interface TokenHolder {
  readonly runner: Pick<SessionRunner, 'listen'>;
  readonly credentials: Pick<Credentials, 'answered' | 'settled'>;
}

/** Before main ends: a token that the server is giving, or has given, is sealed; after `limitMs` it is no longer waited for. */
export async function whenTokensSealed(holders: readonly TokenHolder[], limitMs: number): Promise<void> {
  await within(limitMs, Promise.all(holders.map(kept)), () => undefined);
}

async function kept({ runner, credentials }: TokenHolder): Promise<void> {
  let stop = (): unknown => undefined;
  await new Promise<void>((resolve) => {
    stop = runner.listen((state) => {
      if (!isOnItsWay(state)) resolve();
    });
  });
  stop();
  await credentials.answered();
  await credentials.settled();
}

/** The server has been asked for a token; while a browser or a probe is waited for, it has not. */
function isOnItsWay(state: SessionState): boolean {
  switch (state.phase) {
    case 'signingIn':
      return state.step !== 'browser';
    case 'resuming':
      return state.step !== 'browser' && state.step !== 'probing';
    case 'refreshing':
      return true;
    default:
      return false;
  }
}
