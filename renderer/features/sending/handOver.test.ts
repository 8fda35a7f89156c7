import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Handlers } from '../../../core/contracts/contract.ts';
import type { EngineContract } from '../../../core/contracts/engine.ts';
import { portMessages } from '../../../core/contracts/ports.ts';
import { Failure, type AppError } from '../../../core/errors.ts';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { serve } from '../../../core/rpc/serve.ts';
import { domPort } from '../../../core/rpc/domPort.ts';
import { linkEngines } from '../../bridge/engineLink.ts';
import { dropAccount } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';
import { discardMessage, retryMessage, send } from './sending.ts';

const room = '!room:test' as RoomId;
const me = '@me:test' as UserId;
const refuses = (code: 'diskFull' | 'refused'): AppError =>
  code === 'diskFull' ? { code } : { code, errcode: 'M_FORBIDDEN', status: 403, message: '' };

/** What the engine was given, and what it was told to throw away. */
let given: { txnId: string; body: string }[];
let thrown: string[];
/** What the outbox says of the next messages; null: it takes them. */
let refusal: AppError | null;
/** Resolves when an answer may go out. */
let answers: Promise<void>;
let looks: (() => void)[];

beforeEach(() => {
  [given, thrown, looks, refusal, answers] = [[], [], [], null, Promise.resolve()];
  vi.stubGlobal(
    'window',
    Object.assign(new EventTarget(), { latchkey: { wantEngine: () => undefined, call: () => Promise.resolve({ ok: true }) } }),
  );
  const later = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (run: () => void, ms: number) => (ms === 3_000 ? looks.push(run) : later(run, ms)));
  const nothing = () => () => undefined;
  const handlers = {
    calls: {
      sendMessage: async (message: { txnId: string; body: string }) => {
        given.push(message);
        await answers;
        if (refusal) throw new Failure(refusal);
      },
      discardMessage: ({ txnId }: { txnId: string }) => void thrown.push(txnId),
    },
    streams: { room: nothing, timeline: nothing },
  } as unknown as Handlers<EngineContract>;
  const { port1, port2 } = new MessageChannel();
  serve<EngineContract>(domPort(port2 as unknown as globalThis.MessagePort), handlers, (cause) => (cause as Failure).error);
  linkEngines();
  window.dispatchEvent(
    Object.assign(new Event('message'), { data: { type: portMessages.engine, slot: '' }, ports: [port1], source: window }),
  );
});
afterEach(() => {
  dropAccount('');
  vi.unstubAllGlobals();
});

const write = (body: string): void =>
  send({ roomId: room, own: me, written: { body, formattedBody: null, msgtype: 'm.text' }, answers: null });
const echoes = (): readonly MessageItem[] => roomView(room).getState().echoes;
const areFailed = (count: number) => expect.poll(() => echoes().filter(({ send }) => send?.is === 'failed').length).toBe(count);
const bodies = (): string[] => given.map(({ body }) => body);

test('K3 written on a full disk: said, handed over again by itself under the same transaction ID, in order, until the disk takes it', async () => {
  refusal = refuses('diskFull');
  write('one');
  write('two');
  await areFailed(2);
  expect(echoes()[0]?.send).toEqual({ is: 'failed', error: { code: 'diskFull' } });
  expect(looks).toHaveLength(1);
  looks.pop()?.();
  await expect.poll(() => looks.length).toBe(1);
  expect(bodies(), 'the second does not overtake the first').toEqual(['one', 'two', 'one']);
  refusal = null;
  looks.pop()?.();
  await expect.poll(bodies).toEqual(['one', 'two', 'one', 'one', 'two']);
  expect(new Set(given.map(({ txnId }) => txnId)).size).toBe(2);
  expect(looks).toHaveLength(0);
});

test('what the engine refuses for another reason waits for people, and Retry keeps its transaction ID', async () => {
  refusal = refuses('refused');
  write('one');
  await areFailed(1);
  expect(looks).toHaveLength(0);
  refusal = null;
  retryMessage(room, echoes()[0]!);
  await expect.poll(bodies).toEqual(['one', 'one']);
  expect(new Set(given.map(({ txnId }) => txnId)).size).toBe(1);
  expect(echoes()[0]?.send).toEqual({ is: 'sending' });
});

test('K3 discarded on a full disk, it is gone: not handed over again, and taken back where that had begun', async () => {
  refusal = refuses('diskFull');
  write('one');
  write('two');
  await areFailed(2);
  discardMessage(room, echoes()[1]!);
  refusal = null;
  let answer = (): void => undefined;
  answers = new Promise((resolve) => {
    answer = resolve;
  });
  looks.pop()?.();
  await expect.poll(bodies).toEqual(['one', 'two', 'one']);
  discardMessage(room, echoes()[0]!);
  answer();
  await expect.poll(() => thrown).toEqual([given[0]?.txnId]);
  expect(echoes()).toEqual([]);
  expect(bodies()).toEqual(['one', 'two', 'one']);
});
