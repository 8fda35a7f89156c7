import { Refresher } from '../refresher.ts';
import { probe } from '../probe.ts';
import type { EffectOf, Send } from '../sessionRunner.ts';
import type { EffectParts } from './effectParts.ts';

/** What is done with the tokens that are there. */
export function currentToken(parts: EffectParts, send: Send) {
  const { credentials, wallClock } = parts;
  const refresher = new Refresher(parts, send);
  return {
    probe: ({ account, attempt }: EffectOf<'probe'>) => {
      void probe(parts, account).then(
        (verdict) => send({ type: 'probed', attempt, verdict, now: wallClock() }),
        (cause: unknown) => send({ type: 'probed', attempt, verdict: { is: 'noAnswer', error: parts.toError(cause) }, now: wallClock() }),
      );
    },
    refresh: ({ account, attempt }: EffectOf<'refresh'>) => refresher.refresh(account, attempt),
    dropRefreshToken: () => (credentials.doubted === null ? undefined : credentials.dropRefreshToken(credentials.doubted, 'session')),
  };
}
