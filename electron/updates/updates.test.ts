import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { UpdateState } from '../../core/features/updates/model.ts';
import { replaceWhole } from './install/appImage.ts';
import { createUpdater } from './install/main.ts';
import { keepFeed, name, nodeAsk, startLocalFeed } from './localFeed.fixtures.ts';
import type { LocalFeed, TestKey } from './localFeed.fixtures.ts';
import { UpdateMemory } from './updateMemory.ts';
import { UpdateRunner } from './updateRunner.ts';

const old = Buffer.from('#!/bin/sh\necho old\n');
const size = 3_000_000;
const newer = Buffer.alloc(size, 'newer ');

let feed: LocalFeed;
let key: TestKey;
let other: TestKey;
let home: string;
const before = process.env['APPIMAGE'];

beforeAll(async () => {
  feed = await startLocalFeed();
  key = feed.newKey('one');
  other = feed.newKey('other');
});
afterAll(() => feed.close());
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'latchkey-updates-'));
  writeFileSync(join(home, 'Latchkey.AppImage'), old, { mode: 0o755 });
  process.env['APPIMAGE'] = join(home, 'Latchkey.AppImage');
  writeFileSync(join(feed.folder, 'Latchkey-0.2.0.AppImage'), newer);
  feed.answer = null;
  feed.requests.length = 0;
});
afterEach(() => {
  if (before === undefined) delete process.env['APPIMAGE'];
  else process.env['APPIMAGE'] = before;
  rmSync(home, { recursive: true, force: true });
});

interface Options {
  readonly running?: string;
  readonly keys?: readonly string[];
  readonly now?: number;
  readonly folder?: string;
}

/** The application's parts, all real but Electron's network: its states, one after the other. */
function start({ running = '0.1.0', keys = [key.publicKey], now, folder = join(home, 'updates') }: Options = {}) {
  const states: UpdateState[] = [];
  const log: string[] = [];
  const waiting: { readonly is: string; readonly resolve: (state: UpdateState) => void }[] = [];
  let relaunched = 0;
  const relaunch = (): void => void (relaunched += 1);
  const updater = createUpdater({
    kind: 'AppImage',
    ask: nodeAsk,
    base: feed.base,
    folder,
    running,
    log: (_level, text) => void log.push(text),
    relaunch,
  });
  const runner = new UpdateRunner(
    {
      source: { kind: 'AppImage', base: feed.base, keys, quietMs: 0 },
      running,
      memory: new UpdateMemory(join(home, 'updates.json')),
      ask: nodeAsk,
      updater: () => updater,
      log: { write: (_level, text) => void log.push(text), fault: (what, cause) => `${log.push(`${what}: ${String(cause)}`)}` },
      wallClock: () => now ?? Date.now(),
      onState: (state) => {
        states.push(state);
        if (state.is !== 'checking' && state.is !== 'downloading') waiting.splice(0).forEach(({ resolve }) => resolve(state));
      },
      quit: () => undefined,
      relaunch,
    },
    true,
  );
  const settled = (): Promise<UpdateState> => new Promise((resolve) => waiting.push({ is: '', resolve }));
  const look = () => {
    const next = settled();
    runner.send({ type: 'lookAsked' });
    return next;
  };
  const download = () => {
    const next = settled();
    runner.send({ type: 'downloadAsked' });
    return next;
  };
  return { runner, look, download, states, log, relaunched: () => relaunched };
}

const app = (): Buffer => readFileSync(join(home, 'Latchkey.AppImage'));
const left = (): readonly string[] => (existsSync(join(home, 'updates', 'pending')) ? readdirSync(join(home, 'updates', 'pending')) : []);

test('T49 a newer version is offered, downloaded when asked, and put in place when the app quits', async () => {
  feed.sign(key, '0.2.0', { notes: 'Threads are there.' });
  const { runner, look, download, states, relaunched } = start();
  expect(await look()).toMatchObject({ is: 'available', update: { version: '0.2.0', notes: 'Threads are there.', bytes: size } });
  expect(feed.requests).toEqual([`/${name}`, `/${name}.sig`]);
  expect(await download()).toMatchObject({ is: 'ready' });
  expect(states.filter(({ is }) => is === 'downloading').length).toBeGreaterThan(3);
  expect(app().equals(old)).toBe(true);
  await runner.beforeQuit();
  runner.installAtQuit();
  expect(app().equals(newer)).toBe(true);
  expect(relaunched(), 'nobody asked for that').toBe(0);
  expect(statSync(join(home, 'Latchkey.AppImage')).mode & 0o777).toBe(0o755);
  expect(await start({ running: '0.2.0' }).look()).toMatchObject({ is: 'idle' });
  expect(existsSync(join(home, 'updates'))).toBe(false);
});

test('T49 the same version is nothing new; an older one is refused', async () => {
  feed.sign(key, '0.2.0');
  expect(await start({ running: '0.2.0' }).look()).toMatchObject({ is: 'idle' });
  expect(await start({ running: '0.10.0' }).look()).toMatchObject({ is: 'failed', of: 'look', problem: { is: 'older' } });
});

test('T49 a feed that was changed, is not signed or was signed by another key is not used', async () => {
  feed.sign(key, '0.2.0');
  appendFileSync(join(feed.folder, name), ' ');
  expect(await start().look()).toMatchObject({ problem: { is: 'wrongSignature' } });
  rmSync(join(feed.folder, `${name}.sig`));
  expect(await start().look()).toMatchObject({ problem: { is: 'unsigned' } });
  writeFileSync(join(feed.folder, `${name}.sig`), 'nothing of the kind\n');
  expect(await start().look()).toMatchObject({ problem: { is: 'unsigned' } });
  feed.sign(other, '0.2.0');
  expect(await start().look()).toMatchObject({ problem: { is: 'wrongSignature' } });
  // Either of two slots counts.
  expect(await start({ keys: [key.publicKey, other.publicKey] }).look()).toMatchObject({ is: 'available' });
  expect(feed.requests.filter((path) => path.endsWith('.AppImage'))).toEqual([]);
});

test('T50 an older feed is not believed after a newer one, and none after its date', async () => {
  feed.sign(key, '0.2.0', { issued: new Date(Date.now() - 86_400_000).toISOString() });
  const showAgain = keepFeed(feed);
  writeFileSync(join(feed.folder, 'Latchkey-0.3.0.AppImage'), newer);
  feed.sign(key, '0.3.0');
  expect(await start().look()).toMatchObject({ is: 'available', update: { version: '0.3.0' } });
  showAgain();
  expect(await start().look()).toMatchObject({ is: 'failed', problem: { is: 'rolledBack' } });
  feed.sign(key, '0.3.0', { days: 30 });
  expect(await start({ now: Date.now() + 31 * 86_400_000 }).look()).toMatchObject({ is: 'failed', problem: { is: 'expired' } });
});

test('T49 a file that is not the signed one is thrown away, also when it is as long', async () => {
  feed.sign(key, '0.2.0');
  const { look, download } = start();
  await look();
  for (const wrong of [Buffer.alloc(size, 'other '), Buffer.alloc(size + 1, 'newer '), Buffer.alloc(size - 1, 'newer ')]) {
    writeFileSync(join(feed.folder, 'Latchkey-0.2.0.AppImage'), wrong);
    expect(await download()).toMatchObject({ is: 'failed', of: 'download', problem: { is: 'damaged' } });
    expect(left()).toEqual([]);
  }
  // What is there in the end is taken.
  writeFileSync(join(feed.folder, 'Latchkey-0.2.0.AppImage'), newer);
  expect(await download()).toMatchObject({ is: 'ready' });
});

test('T49 what lies damaged on the disk by the time the app quits is not put in place, which the next start says', async () => {
  feed.sign(key, '0.2.0');
  const { runner, look, download } = start();
  await look();
  await download();
  writeFileSync(join(home, 'updates', 'pending', 'Latchkey-0.2.0.AppImage'), Buffer.alloc(size, 'other '));
  await runner.beforeQuit();
  runner.installAtQuit();
  expect(app().equals(old)).toBe(true);
  const next = start();
  expect(await next.look()).toMatchObject({ is: 'failed', of: 'install', problem: { is: 'notInstalled' } });
  expect(await next.download()).toMatchObject({ is: 'ready' });
});

test('T49 who asks for a start again gets one: of the new one, or of the old one where the new one did not get into place', async () => {
  feed.sign(key, '0.2.0');
  for (const isDamaged of [true, false]) {
    const { runner, look, download, relaunched } = start();
    await look();
    await download();
    if (isDamaged) writeFileSync(join(home, 'updates', 'pending', 'Latchkey-0.2.0.AppImage'), Buffer.alloc(size, 'other '));
    runner.send({ type: 'restartAsked' });
    await runner.beforeQuit();
    expect(relaunched()).toBe(0);
    runner.installAtQuit();
    expect(relaunched()).toBe(1);
    expect(app().equals(isDamaged ? old : newer)).toBe(true);
  }
});

test('T51 nothing is fetched from another place: a redirect of the feed, its signature or the file is refused', async () => {
  feed.sign(key, '0.2.0');
  const away = (path: string) => {
    feed.answer = (request, response) => {
      if (request.url?.split('?')[0] !== path) return false;
      response.writeHead(302, { location: `http://localhost:${feed.base.port}/elsewhere` }).end();
      return true;
    };
  };
  for (const path of [`/${name}`, `/${name}.sig`]) {
    away(path);
    expect(await start().look()).toMatchObject({ problem: { is: 'redirected' } });
  }
  feed.answer = null;
  const { look, download } = start();
  await look();
  away('/Latchkey-0.2.0.AppImage');
  expect(await download()).toMatchObject({ is: 'failed', of: 'download', problem: { is: 'redirected' } });
  expect(feed.requests).not.toContain('/elsewhere');
});

test('a server that is gone, or breaks off in the middle, costs the attempt and nothing else', async () => {
  feed.sign(key, '0.2.0');
  const { look, download } = start();
  await look();
  feed.answer = (_request, response) => {
    response.writeHead(200, { 'content-length': size });
    response.write(newer.subarray(0, size / 2), () => response.destroy());
    return true;
  };
  expect(await download()).toMatchObject({ is: 'failed', of: 'download', problem: { is: 'offline' } });
  expect(left()).toEqual([]);
  feed.answer = (_request, response) => Boolean(response.destroy());
  expect(await start().look()).toMatchObject({ is: 'failed', of: 'look', problem: { is: 'offline' } });
  feed.answer = null;
  expect(await download()).toMatchObject({ is: 'ready' });
});

test('T52 notes are plain text, and no longer than people read', async () => {
  feed.sign(key, '0.2.0', { notes: `<img src=x onerror=alert(1)>\u202Eevil\u0000\n${'x'.repeat(60_000)}` });
  const state = await start().look();
  const notes = state.is === 'available' ? state.update.notes : '';
  expect(notes.startsWith('<img src=x onerror=alert(1)>evil\nxxx')).toBe(true);
  expect(notes.length).toBeLessThan(8_100);
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'a full disk is said, and leaves the old application as it was',
  async () => {
    feed.sign(key, '0.2.0');
    const disk = mkdtempSync(join(tmpdir(), 'latchkey-small-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
    try {
      const { look, download } = start({ folder: join(disk, 'updates') });
      await look();
      expect(await download()).toMatchObject({ is: 'failed', of: 'download', problem: { is: 'diskFull' } });
      expect(readdirSync(join(disk, 'updates', 'pending'))).toEqual([]);
      // The same where the application lies.
      writeFileSync(join(disk, 'app'), old);
      writeFileSync(join(home, 'new'), newer);
      expect(() => replaceWhole(join(home, 'new'), join(disk, 'app'))).toThrow('ENOSPC');
      expect(readFileSync(join(disk, 'app')).equals(old)).toBe(true);
      expect(readdirSync(disk).sort()).toEqual(['app', 'updates']);
      expect(statfsSync(disk).bavail).toBeGreaterThan(0);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
      rmSync(disk, { recursive: true, force: true });
    }
  },
);

test('what a download left that was killed is cleaned up by the next look', async () => {
  feed.sign(key, '0.2.0');
  const first = start();
  await first.look();
  await first.download();
  writeFileSync(join(home, 'updates', 'pending', 'temp-Latchkey-0.1.9.AppImage'), 'half');
  const next = start();
  await next.look();
  expect([...left()].sort()).toEqual(['Latchkey-0.2.0.AppImage', 'update-info.json']);
  feed.requests.length = 0;
  // What was whole need not be downloaded again.
  expect(await next.download()).toMatchObject({ is: 'ready' });
  expect(feed.requests).toEqual([]);
});
