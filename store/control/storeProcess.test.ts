import { readFileSync, writeFileSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../../core/contracts/contract.ts';
import type { StoreContract, StoreControlContract } from '../../core/contracts/store.ts';
import { begunAnewValue } from '../../core/features/history/begunAnew.ts';
import { fakePorts } from '../../core/rpc/FakePort.ts';
import { connect } from '../../core/rpc/connect.ts';
import type { PortLike } from '../../core/rpc/port.ts';
import { entryOf } from '../tables/entries.fixtures.ts';
import { keyNumber, pathsOf, storeFolder } from '../file/storeFolder.fixtures.ts';
import type { StoreFolder } from '../file/storeFolder.fixtures.ts';
import { storeProcess } from './storeProcess.ts';
import type { StoreProcess } from './storeProcess.ts';

let folder: StoreFolder;
let store: StoreProcess;
let control: Client<StoreControlContract>;
const clients: { close(): void }[] = [];

/** Node's own ports copy as Electron's do. */
function portOf(port: MessagePort): PortLike {
  return {
    post: (message) => port.postMessage(message),
    listen(listener) {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => port.close(),
  };
}

function engine(): Client<StoreContract> {
  const { port1, port2 } = new MessageChannel();
  store.engine(portOf(port1));
  const client = connect<StoreContract>(portOf(port2), { code: 'engineDied', process: 'store' });
  clients.push(client);
  return client;
}

beforeEach(() => {
  folder = storeFolder();
  store = storeProcess();
  const { port1, port2 } = new MessageChannel();
  store.control(portOf(port1));
  control = connect<StoreControlContract>(portOf(port2), { code: 'engineDied', process: 'store' });
  clients.push(control);
});
afterEach(async () => {
  await control.calls.close({});
  for (const client of clients.splice(0)) client.close();
  folder.remove();
});

it('opens, serves an engine, closes, and opens again with everything there', async () => {
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: false })).toEqual({ outcome: 'missing' });
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true })).toEqual({ outcome: 'created' });
  const first = engine();
  await first.calls.putOutbox({ entry: entryOf(1) });
  await control.calls.close({});
  await expect(first.calls.outbox({})).rejects.toMatchObject({ error: { code: 'engineDied' } });
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(2), create: false })).toEqual({ outcome: 'corrupt' });
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: false })).toEqual({ outcome: 'opened' });
  expect(await engine().calls.outbox({})).toEqual([entryOf(1)]);
});

it('lets an engine that came first wait until the file is open', async () => {
  const answer = engine().calls.startSnapshot({});
  await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true });
  expect(await answer).toEqual({ rooms: [], lastRoom: null, room: null });
});

it('drops the engine before when a new one comes', async () => {
  await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true });
  const before = engine();
  await before.calls.putDraft({ roomId: '!a', text: 'kept' });
  const next = engine();
  expect(await next.calls.drafts({})).toEqual([{ roomId: '!a', text: 'kept' }]);
  await expect(before.calls.drafts({})).rejects.toMatchObject({ error: { code: 'engineDied' } });
});

it('refuses to open twice', async () => {
  await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true });
  await expect(control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true })).rejects.toMatchObject({
    error: { code: 'internal' },
  });
  expect(await engine().calls.drafts({})).toEqual([]);
});

it('zeroes the key it was given, whether it opens or not', () => {
  const [mine] = fakePorts();
  const answers: unknown[] = [];
  let ask: (message: unknown) => void = () => undefined;
  const byReference: PortLike = {
    ...mine,
    post: (message) => answers.push(message),
    listen: (listener) => ((ask = listener), () => undefined),
    onClose: () => () => undefined,
  };
  storeProcess().control(byReference);
  const keys = [keyNumber(1), keyNumber(1)];
  keys.forEach((key, id) => ask({ t: 'call', id, name: 'open', arg: { ...pathsOf(folder.path), key, create: id === 1 } }));
  expect(keys).toEqual([new Uint8Array(32), new Uint8Array(32)]);
});

it('K4 a history that is found damaged while it runs ends the process, and the next one begins it anew: drafts and messages are there', async () => {
  await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true });
  const before = engine();
  await before.calls.putDraft({ roomId: '!a', text: 'kept' });
  await before.calls.putMembers({ roomId: '!a', members: 'm'.repeat(2_000_000) });
  await control.calls.close({});
  const bytes = readFileSync(folder.path);
  // In the last page of a long text, which nothing reads at a start.
  bytes[bytes.length - 5000]! ^= 1;
  writeFileSync(folder.path, bytes);
  const ended = new Promise<void>((resolve) => {
    store = storeProcess(resolve);
  });
  const { port1, port2 } = new MessageChannel();
  store.control(portOf(port1));
  control = connect<StoreControlContract>(portOf(port2), { code: 'engineDied', process: 'store' });
  clients.push(control);
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true })).toEqual({ outcome: 'opened' });
  const meets = engine();
  await expect(meets.calls.loadMembers({ roomId: '!a' })).rejects.toMatchObject({ error: { code: 'storeCorrupt' } });
  expect(await meets.calls.drafts({})).toEqual([{ roomId: '!a', text: 'kept' }]);
  await ended;
  await control.calls.close({});
  expect(await control.calls.open({ ...pathsOf(folder.path), key: keyNumber(1), create: true })).toEqual({ outcome: 'opened' });
  const next = engine();
  expect(await next.calls.loadMembers({ roomId: '!a' })).toBeNull();
  expect(await next.calls.drafts({})).toEqual([{ roomId: '!a', text: 'kept' }]);
  expect(await next.calls.getValue({ name: begunAnewValue })).toBe('yes');
  await next.calls.putMembers({ roomId: '!a', members: '[]' });
});
