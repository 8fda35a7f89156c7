import type { EraseJournal } from '../../../core/session/eraseJournal.ts';
import { allErased } from '../../../core/session/eraseProgress.ts';
import type { Attempt } from '../../../core/session/states.ts';
import { endSession } from '../../signIn/endSession.ts';
import { pendingAccount } from '../../vault/entry.ts';
import type { EffectOf, Send } from '../sessionRunner.ts';
import { inBackground } from './effectParts.ts';
import type { EffectParts } from './effectParts.ts';

/** Ending the session at the server, and destroying what is here. */
export function leaving(parts: EffectParts, send: Send) {
  const { credentials, wallClock } = parts;

  function destroy(journal: EraseJournal, attempt: Attempt): void {
    parts.gate.hold();
    credentials.forget();
    void parts.eraser
      .erase(journal, (progress) => send({ type: 'eraseProgressed', attempt, progress }))
      .then((progress) => send({ type: 'eraseEnded', attempt, progress }));
  }

  return {
    logout: ({ account, attempt }: EffectOf<'logout'>) => {
      const { tokens } = credentials;
      const told = tokens ? endSession(parts.http, account.homeserver, tokens) : Promise.resolve();
      void told.then(
        () => send({ type: 'signedOut', attempt, now: wallClock() }),
        (cause: unknown) => send({ type: 'signOutFailed', attempt, error: parts.toError(cause), now: wallClock() }),
      );
    },
    leave: ({ account }: EffectOf<'leave'>) => {
      const { tokens } = credentials;
      if (tokens && credentials.account?.slug === account.slug)
        inBackground(parts, 'ending the session', () => endSession(parts.http, account.homeserver, tokens));
    },
    erase: ({ account, reason, at, attempt }: EffectOf<'erase'>) => {
      const { slug, userId } = account;
      const deviceId = credentials.account?.deviceId ?? parts.record.of(slug)?.account?.deviceId ?? null;
      const vaultEntries = [
        // An entry of that name may belong to another account of this app (E8).
        ...(userId === null || parts.record.isElsewhere(userId, slug) ? [] : [{ name: userId, deviceId }]),
        // Without a record nobody knows; an entry that is not there is soon removed.
        ...((parts.record.of(slug)?.pendingKey ?? true) ? [{ name: pendingAccount(slug), deviceId: null }] : []),
      ];
      destroy({ v: 1, slug, vaultEntries, reason, at, dataGone: false }, attempt);
    },
    finishErase: ({ journal, attempt }: EffectOf<'finishErase'>) => destroy(journal, attempt),
    awaitKeys: ({ attempt }: EffectOf<'awaitKeys'>) =>
      void parts.earlierKeysGone.then(() => send({ type: 'eraseProgressed', attempt, progress: allErased })),
    forgetNotice: ({ reason, at }: EffectOf<'forgetNotice'>) =>
      inBackground(parts, 'forgetting a notice', () => parts.notice.forget({ reason, at })),
  };
}
