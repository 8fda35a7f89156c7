import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { vaultServiceOf } from './systemFolders.ts';

/** Where everything lies on disk. */
export interface Profile {
  readonly folder: string;
  /** Null: the usual one, or a folder of a developer's or test's. */
  readonly name: string | null;
  /** The arguments that open it again; null: only `LATCHKEY_PROFILE` does. */
  readonly opensWith: readonly string[] | null;
  /** The keychain's service name: each profile folder of a developer or test has one of its own. */
  readonly vaultService: string;
  readonly record: string;
  readonly settings: string;
  readonly placement: string;
  readonly eraseJournal: string;
  /** While another erase holds `eraseJournal`. */
  readonly eraseJournalOf: (slot: string) => string;
  /** Why something was destroyed, until people have read it. */
  readonly eraseNotice: string;
  /** Which account is on screen; there only while there are several. */
  readonly onScreen: string;
  readonly accounts: string;
  readonly account: (slug: string) => AccountPaths;
}

interface AccountPaths {
  readonly folder: string;
  readonly tokens: string;
  /** What the server has, too: history, saved sync. One that was damaged lies beside it, as `.damaged`. */
  readonly store: string;
  /** Drafts, queued messages, values: what lies nowhere else. */
  readonly own: string;
  /** Sealed files of messages, and pictures of people and rooms. */
  readonly media: string;
  /** Sealed files that wait to be sent. */
  readonly uploads: string;
  readonly partition: string;
  /** Electron's folder of that partition. */
  readonly partitionFolder: string;
}

/** `named`: the usual one or one of `--profile`; without it, a folder of a developer's or test's. */
export function profileAt(folder: string, named?: { readonly name: string | null }): Profile {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  return {
    folder,
    name: named?.name ?? null,
    opensWith: named ? (named.name === null ? [] : ['--profile', named.name]) : null,
    vaultService: named ? vaultServiceOf(named.name) : `latchkey-${hash}`,
    record: join(folder, 'session.json'),
    settings: join(folder, 'settings.json'),
    placement: join(folder, 'window.json'),
    eraseJournal: join(folder, 'erase.json'),
    eraseJournalOf: (slot) => join(folder, `erase-${slot}.json`),
    eraseNotice: join(folder, 'erased.json'),
    onScreen: join(folder, 'onScreen.json'),
    accounts: join(folder, 'accounts'),
    account: (slug) => {
      const own = join(folder, 'accounts', slug);
      return {
        folder: own,
        tokens: join(own, 'tokens.sealed'),
        store: join(own, 'store.db'),
        own: join(own, 'own.db'),
        media: join(own, 'media'),
        uploads: join(own, 'uploads'),
        partition: `persist:acct-${slug}`,
        partitionFolder: join(folder, 'Partitions', `acct-${slug}`),
      };
    },
  };
}

/** Says nothing about the account. */
export function newSlug(): string {
  return randomBytes(8).toString('hex');
}
