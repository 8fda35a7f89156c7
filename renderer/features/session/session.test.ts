import { afterEach, expect, test, vi } from 'vitest';
import type { SessionState, StateOf } from '../../../core/session/states.ts';
import { followSession, useSession } from './session.ts';

afterEach(() => vi.unstubAllGlobals());

const account = { userId: '@a:hs', deviceId: 'D', homeserver: 'http://hs', slug: 's' } as const;
const limited: StateOf<'expired'> = {
  ...{ phase: 'expired', account, epoch: 1, attempt: 1, expiresAt: null, refreshable: false, unproven: false },
  ...{ since: 1, problem: { code: 'rateLimited', retryAfterMs: 333_000 }, unclear: false, hards: 0 },
};

// Found by going through the rows: the page takes another object for another answer.
test('C11 H11 while whoami is asked behind the dialog, the answer to the last sign-in stays the same one; after another try it is another', () => {
  let say = (_: SessionState): void => undefined;
  vi.stubGlobal('window', {
    latchkey: {
      listen: (_: string, listener: (state: SessionState, slot: string) => void) =>
        void (say = (state) => listener(structuredClone(state), 'a')),
    },
  });
  followSession(() => undefined);
  const problem = (): unknown => (useSession.of('a').getState().state as StateOf<'expired'>).problem;
  say(limited);
  const first = problem();
  say({ ...limited, attempt: 2 });
  expect(problem()).toBe(first);
  say({ ...limited, phase: 'resuming', origin: 'expired', held: true, method: { is: 'password' }, step: 'asking', code: null });
  say({ ...limited, attempt: 4 });
  expect(problem()).toEqual(first);
  expect(problem()).not.toBe(first);
});
