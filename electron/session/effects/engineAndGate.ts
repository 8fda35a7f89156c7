import type { EffectOf } from '../sessionRunner.ts';
import type { EffectParts } from './effectParts.ts';

/** The engine and its requests, and what the next start has to know of it. */
export function engineAndGate(parts: EffectParts) {
  return {
    // Not waited for, whatever it answers: a page that does not open must not block probe, release and erase (E12).
    open: ({ account }: EffectOf<'open'>) => void parts.openProcesses(account),
    close: () => parts.closeProcesses(),
    record: ({ account, expiredSince }: EffectOf<'record'>) => recordExpiry(parts, account.slug, expiredSince),
    release: ({ retry }: EffectOf<'release'>) => {
      // A password that was not needed after all.
      parts.passwords.take();
      parts.gate.release(retry);
    },
    hold: () => parts.gate.hold(),
  };
}

/** Writes down since when a session is expired; with that it is not, also what of lost sign-ins is over. */
async function recordExpiry({ record, lost }: EffectParts, slug: string, expiredSince: number | null): Promise<void> {
  const before = record.of(slug)?.expiredSince;
  if (expiredSince !== null) {
    if (before !== expiredSince) await record.change('record expired', slug, { expiredSince });
    return;
  }
  const { over } = lost;
  const ends = lost.isRemembered(slug) && Object.keys(over).length > 0;
  if (before !== null || ends) await record.change('record resumed', slug, { expiredSince, ...over });
}
