import { existsSync, readdirSync } from 'node:fs';
import type { Profile } from '../profile/profile.ts';
import type { SessionRecord } from './sessionRecord.ts';

/** The slugs of all accounts that the record or a folder speaks of, in their order. */
export function findAccounts({
  record,
  profile,
}: {
  readonly record: Pick<SessionRecord, 'accounts'>;
  readonly profile: Profile;
}): readonly string[] {
  const folders = existsSync(profile.accounts) ? readdirSync(profile.accounts).filter((name) => /^[0-9a-f]{16}$/.test(name)) : [];
  return [...new Set([...record.accounts.map(({ slug }) => slug), ...folders])];
}
