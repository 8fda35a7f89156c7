import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDurable } from '../disk/durable.ts';
import type { Durable } from '../disk/durable.ts';
import { EraseNotice } from './eraseNotice.ts';
import { EraseJournals } from './journals.ts';
import type { UserId } from '../../core/ids.ts';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import { fakeLog } from '../FakeLog.ts';
import { profileAt } from '../profile/profile.ts';
import { SessionRecord } from '../record/sessionRecord.ts';
import { FakeVault } from '../vault/FakeVault.ts';
import { finishSignIn } from '../session/keepAccount.ts';
import type { KeepParts } from '../session/keepAccount.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import { Erasers } from './erasers.ts';
import { finishOlderErases } from './finishOlderErases.ts';

const slug = '0123456789abcdef';
const alice = '@alice:hs.test';
let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'latchkey-older-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Two folders with accounts; an erase of the older one was cut off before anything was destroyed. */
async function twoFolders(
  vaultEntries: EraseJournal['vaultEntries'],
  inKeychain: Readonly<Record<string, string>>,
  { vault = new FakeVault(), meanwhile = async () => undefined }: { vault?: FakeVault; meanwhile?: (now: Meanwhile) => Promise<void> } = {},
) {
  const log = fakeLog();
  const really = createDurable(log, undefined, () => undefined);
  const steps = new Steps();
  const durable: Durable = (step, action) => steps.at(step, () => really(step, action));
  const [older, newer] = [profileAt(join(home, 'older'), { name: null }), profileAt(join(home, 'newer'), { name: null })];
  const record = new SessionRecord(newer.record, durable);
  const account = { userId: alice, deviceId: 'NEWER', homeserver: 'https://hs.test', slug: 'f'.repeat(16) } as const;
  await record.put('newer', { slug: account.slug, phase: 'signedIn', account, expiredSince: null, keyCheck: null, pendingKey: false });
  mkdirSync(older.account(slug).folder, { recursive: true });
  mkdirSync(older.account(slug).partitionFolder, { recursive: true });
  writeFileSync(older.account(slug).store, 'messages');
  const journals = new EraseJournals({ profile: older, record: { accounts: [] }, durable, log });
  await journals.newFile(slug).write('begin', { v: 1, slug, vaultEntries, reason: 'signedOutElsewhere', at: 1, dataGone: false });
  for (const [name, secret] of Object.entries(inKeychain)) await vault.write(name, secret);
  const notice = new EraseNotice(newer.eraseNotice, durable, log);
  const erasers = new Erasers();
  const holdEntry = (name: string) => erasers.holdEntry(name);
  const keep = { vault, profile: newer, record, durable, log, monotonic: () => 1, wallClock: () => 1, holdEntry };
  const going = meanwhile({ steps, signIn: (userId) => signIn(keep, userId) });
  await finishOlderErases({ log, durable, record, vault, notice, erasers }, older.folder);
  await going;
  return { older, vault, notice };
}

interface Meanwhile {
  readonly steps: Steps;
  /** The last steps of a sign-in, which write the entry. */
  readonly signIn: (userId: UserId) => Promise<unknown>;
}

async function signIn(parts: KeepParts, userId: UserId): Promise<unknown> {
  const tokens = { userId, deviceId: 'NEWER', homeserver: 'https://hs.test' } as Tokens;
  return finishSignIn(parts, 'e'.repeat(16), Buffer.alloc(32, 1), tokens);
}

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

/** Holds the disk at a step. */
class Steps {
  private held: { readonly name: string; readonly reached: () => void; readonly go: Promise<void> } | null = null;

  /** Resolves once that step is reached; what it resolves to lets it go on. */
  hold(name: string): Promise<() => void> {
    const go = gate();
    return new Promise((reached) => (this.held = { name, reached: () => reached(go.open), go: go.opened }));
  }

  async at<T>(step: string, action: () => Promise<T>): Promise<T> {
    if (this.held?.name === step) {
      const { reached, go } = this.held;
      this.held = null;
      reached();
      await go;
    }
    return action();
  }
}

const idle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

const entryOf = (deviceId: string): string =>
  JSON.stringify({ v: 1, userId: alice, deviceId, homeserver: 'https://hs.test', rootKey: Buffer.alloc(32, 1).toString('base64') });

test('J13 E4 an erase that was cut off in a folder which is not used any more is finished there, and people are told', async () => {
  const { older, vault, notice } = await twoFolders(
    [
      { name: '@bob:hs.test', deviceId: null },
      { name: alice, deviceId: 'OLDER' },
    ],
    { '@bob:hs.test': 'a key', [alice]: entryOf('OLDER') },
  );
  expect(existsSync(older.account(slug).folder)).toBe(false);
  expect(existsSync(older.account(slug).partitionFolder)).toBe(false);
  expect(readdirSync(older.folder).filter((name) => name.startsWith('erase'))).toEqual([]);
  expect([...vault.entries.keys()]).toEqual([]);
  expect(notice.read().map(({ reason }) => reason)).toEqual(['signedOutElsewhere']);
});

test.each([
  ['of another device', 'OLDER'],
  ['that the journal names no device for', null],
])('J13 the key of the newer folder’s account stays: an entry %s', async (_which, deviceId) => {
  const { older, vault } = await twoFolders([{ name: alice, deviceId }], { [alice]: entryOf('NEWER') });
  expect([...vault.entries]).toEqual([[alice, entryOf('NEWER')]]);
  expect(existsSync(older.account(slug).folder)).toBe(false);
});

const bob = '@bob:hs.test' as UserId;
const bobsEntry = (deviceId: string): string => JSON.stringify({ ...JSON.parse(entryOf(deviceId)), userId: bob });

/** A keychain whose answer to a read comes late. */
class SlowVault extends FakeVault {
  readonly asked = gate();
  readonly answer = gate();

  constructor() {
    super();
    const { read } = this;
    this.read = async (name) => {
      const answer = await read(name);
      this.asked.open();
      await this.answer.opened;
      return answer;
    };
  }
}

// Provoked: the new account's key was gone.
test('E4 J13 a user who signs in while the keychain is still asked about the older key of the same name keeps the new one', async () => {
  const vault = new SlowVault();
  await twoFolders(
    [{ name: bob, deviceId: 'OLDER' }],
    { [bob]: bobsEntry('OLDER') },
    {
      vault,
      meanwhile: async ({ signIn }) => {
        await vault.asked.opened;
        const signedIn = signIn(bob);
        await idle();
        vault.answer.open();
        await signedIn;
      },
    },
  );
  expect([...vault.entries].map(([name, secret]) => [name, JSON.parse(secret).deviceId])).toEqual([[bob, 'NEWER']]);
});

// Provoked, too: the journal names no device, so that nothing would have told the new key from the old one.
test.each(['erase: begin', 'erase: data gone'])('E4 J13 the same while the journal is being written (%s)', async (step) => {
  const vault = new FakeVault();
  await twoFolders(
    [{ name: bob, deviceId: null }],
    { [bob]: bobsEntry('OLDER') },
    {
      vault,
      meanwhile: async ({ steps, signIn }) => {
        const reached = steps.hold(step);
        // The first try is refused, so that what is left is written down.
        if (step === 'erase: data gone') vault.trouble = { is: 'unreadable', reason: 'locked' };
        const go = await reached;
        vault.trouble = null;
        await signIn(bob);
        go();
        await expect
          .poll(() => readdirSync(join(home, 'older')).filter((name) => name.startsWith('erase')), { timeout: 5_000 })
          .toEqual([]);
      },
    },
  );
  expect([...vault.entries].map(([name, secret]) => [name, JSON.parse(secret).deviceId])).toEqual([[bob, 'NEWER']]);
});
