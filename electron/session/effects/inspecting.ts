import type { LookOutcome } from '../../../core/session/events.ts';
import type { Attempt } from '../../../core/session/states.ts';
import { shortHash } from '../../log.ts';
import { inspect } from '../inspect.ts';
import type { Inspection } from '../inspect.ts';
import { lookAfterLost } from '../lookAfterLost.ts';
import type { Effects, Send } from '../sessionRunner.ts';
import { dropPendingKey } from '../keepAccount.ts';
import { inBackground } from './effectParts.ts';
import type { EffectParts } from './effectParts.ts';

const inspectAgainMs = 2_000;

/** Looks what is on this computer, as often as it takes until it can be read. */
export function inspecting(parts: EffectParts, send: Send): Effects['inspect'] {
  let newest: Attempt = 0;

  async function inspectNow(attempt: Attempt): Promise<void> {
    try {
      const { outcome, opening } = await inspect({ ...parts, expected: parts.credentials.account?.slug ?? parts.expected });
      // An older look whose keychain answered late must not take the account back to how it found it.
      if (attempt !== newest) return;
      if (opening) take(parts, opening, outcome.is);
      send({ type: 'started', attempt, outcome });
    } catch (cause) {
      // Nothing can be decided without reading: a disk that refuses now may not later.
      parts.log.fault('looking at what is here', cause);
      parts.delays.set('inspect', inspectAgainMs, () => void inspectNow(attempt));
    }
  }

  return ({ attempt }) => {
    parts.delays.cancel('room');
    newest = attempt;
    void inspectNow(attempt);
  };
}

/** What an account that was found is opened with, or left with. */
function take(parts: EffectParts, { account, keys, tokens }: NonNullable<Inspection['opening']>, is: LookOutcome['is']): void {
  const entry = parts.record.of(account.slug);
  parts.credentials.take(account, keys, parts.profile.account(account.slug).tokens, tokens, null);
  parts.lost.found(account.slug);
  lookAfterLost(parts);
  // A refresh token that was refused is gone before a session counts as ended: what is there came later.
  if (tokens?.refreshToken && entry?.expiredSince != null) parts.lost.replaced();
  parts.log.write('info', `account ${shortHash(account.userId)} found`);
  if (is === 'open' && entry?.pendingKey) inBackground(parts, 'pending key', () => dropPendingKey(parts, account.slug));
}
