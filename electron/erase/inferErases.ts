import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Profile } from '../profile/profile.ts';
import type { AccountRecord } from '../record/sessionRecord.ts';
import { pendingAccount } from '../vault/entry.ts';
import { eraseReasons } from './journal.ts';
import type { EntryToErase, EraseJournal } from '../../core/session/eraseJournal.ts';

export interface Evidence {
  /** What the damaged journal holds; null: it cannot be read at all. */
  readonly text: string | null;
  readonly accounts: readonly AccountRecord[];
  readonly profile: Profile;
  /** When the journal was written, in milliseconds since the epoch. */
  readonly at: number;
}

/**
 * What an erase was about whose journal is damaged, as far as it is certain: accounts that it names, and accounts whose files an erase
 * has taken already. About any other account it proves nothing, so that one is left alone; without its key it is told as such (J3).
 */
export function inferErases(evidence: Evidence): readonly EraseJournal[] {
  const { accounts, profile, text } = evidence;
  const named = known(evidence).filter((slug) => text?.includes(slug));
  const emptied = accounts
    .filter(({ phase, slug }) => phase === 'signedIn' && !existsSync(profile.account(slug).folder))
    .map(({ slug }) => slug);
  const begun = [...new Set([...named, ...emptied])].map((slug) => journalOf(evidence, slug, false));
  if (begun.length > 0) return begun;
  // Nothing is left of it here; an entry of the keychain may be.
  const slug = /"slug":"([0-9a-f]{16})"/.exec(text ?? '')?.[1];
  return slug === undefined ? [] : [journalOf(evidence, slug, true)];
}

/** Every account that anything here speaks of. */
function known({ accounts, profile }: Evidence): readonly string[] {
  const names = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const partitions = names(dirname(profile.account('').partitionFolder)).map((name) => name.replace(/^acct-/, ''));
  const all = [...accounts.map(({ slug }) => slug), ...names(profile.accounts), ...partitions];
  return [...new Set(all)].filter((slug) => /^[0-9a-f]{16}$/.test(slug));
}

function journalOf(evidence: Evidence, slug: string, dataGone: boolean): EraseJournal {
  const { accounts, text, at } = evidence;
  const account = accounts.find((entry) => entry.slug === slug)?.account;
  const others = new Set(accounts.filter((entry) => entry.slug !== slug).map((entry) => entry.account?.userId as string | undefined));
  const entries = account
    ? [{ name: account.userId as string, deviceId: account.deviceId as string }]
    : namesIn(text ?? '').filter(({ name }) => !others.has(name));
  const pending = { name: pendingAccount(slug), deviceId: null };
  const vaultEntries = [...entries.filter(({ name }) => name !== pending.name), pending];
  const reason = eraseReasons.find((one) => text?.includes(`"${one}"`)) ?? 'signedOutHere';
  return { v: 1, slug, vaultEntries, reason, at, dataGone };
}

function namesIn(text: string): readonly EntryToErase[] {
  return [...text.matchAll(/"name":"((?:@|pending:)[^"\\]+)","deviceId":(?:"([^"\\]+)"|null)/g)].map(([, name = '', deviceId]) => ({
    name,
    deviceId: deviceId ?? null,
  }));
}
