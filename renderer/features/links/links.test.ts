// @vitest-environment jsdom
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Handlers } from '../../../core/contracts/contract.ts';
import type { EngineContract } from '../../../core/contracts/engine.ts';
import { portMessages } from '../../../core/contracts/ports.ts';
import { Failure } from '../../../core/errors.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { MatrixLink } from '../../../core/links/matrixLink.ts';
import { parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';
import type { RoomCard, RoomLookup } from '../../../core/features/links/model.ts';
import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { serve } from '../../../core/rpc/serve.ts';
import { domPort } from '../../../core/rpc/domPort.ts';
import { linkEngines } from '../../bridge/engineLink.ts';
import { onScreen, setOnScreen } from '../../bridge/onScreen.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useCurrentRoom } from '../currentRoom/currentRoom.ts';
import { useLayout } from '../../layout.ts';
import { forgetNamed, openNamed, useNamed } from './links.ts';
import { dropAccount } from '../../bridge/perAccount.ts';
import { useAim } from '../roomView/roomView.ts';
import { useRooms } from '../roomList/roomList.ts';

const link = (text: string): MatrixLink => parseMatrixLink(text) ?? expect.fail(text);
const card: RoomCard = {
  room: '#a:b',
  roomId: '!known:b',
  name: 'A',
  topic: null,
  memberCount: 2,
  isSpace: false,
  entry: 'open',
  isBanned: false,
  hasKnocked: false,
};
const row = (id: RoomId, membership: 'join' | 'invite' = 'join') => ({ id, name: id, membership }) as RoomSummary;

/** What the engine says of rooms; it waits for `answers`. */
let lookup: RoomLookup | 'fails';
let asked: string[];
let answers: Promise<void>;

function linkEngine(slot: string): void {
  const calls = {
    lookUpRoom: async ({ room }: { room: string }) => {
      asked.push(`${slot} ${room}`);
      const now = lookup;
      await answers;
      if (now === 'fails') throw new Failure({ code: 'offline' });
      return now;
    },
    lookUpUser: () => ({ is: 'nothing' }),
    showRoom: () => undefined,
  };
  const streams = { room: () => () => undefined, timeline: () => () => undefined };
  const { port1, port2 } = new MessageChannel();
  serve<EngineContract>(
    domPort(port2 as unknown as globalThis.MessagePort),
    { calls, streams } as unknown as Handlers<EngineContract>,
    (cause) => (cause as Failure).error,
  );
  window.dispatchEvent(Object.assign(new Event('message'), { data: { type: portMessages.engine, slot }, ports: [port1], source: window }));
}

// It listens for as long as the page lives.
beforeAll(() => {
  Object.assign(window, { latchkey: { wantEngine: () => undefined, call: () => Promise.resolve({ ok: true }) } });
  linkEngines();
});
beforeEach(() => {
  [asked, answers, lookup] = [[], Promise.resolve(), { is: 'nothing' }];
  for (const slot of ['one', 'two']) linkEngine(slot);
  useAccounts.setState({
    list: ['one', 'two'].map((slot) => ({ slot, userId: `@${slot}:b`, homeserver: 'b', phase: 'active', unreadCount: 0, mentionCount: 0 })),
  });
  setOnScreen('one');
});
afterEach(() => {
  for (const slot of ['one', 'two']) {
    forgetNamed(slot);
    dropAccount(slot);
    useRooms.of(slot).setState({ known: true, rooms: [] });
    useCurrentRoom.of(slot).setState({ roomId: null });
    useAim.of(slot).setState({ aim: null });
  }
});

const shown = (slot = 'one') => ({
  room: useCurrentRoom.of(slot).getState().roomId,
  dialog: useLayout.of(slot).getState().dialog,
  named: useNamed.of(slot).getState().named.is,
});

test('a room that one is in is opened without asking anybody, at the event', async () => {
  useRooms.of('one').setState({ known: true, rooms: [row('!known:b')] });
  await openNamed(link('matrix:roomid/known:b/e/x'));
  expect(shown()).toEqual({ room: '!known:b', dialog: null, named: 'none' });
  expect(useAim.of('one').getState().aim).toEqual({ roomId: '!known:b', eventId: '$x' as EventId, is: 'seeking' });
  expect(asked).toEqual([]);
});

test('where another of the accounts is in the room, it is shown there; an invitation of theirs stays theirs', async () => {
  useRooms.of('two').setState({ known: true, rooms: [row('!known:b')] });
  lookup = { is: 'other', card };
  await openNamed(link('matrix:r/a:b'));
  expect(onScreen()).toBe('two');
  expect(shown('two').room).toBe('!known:b');
  expect(shown('one')).toEqual({ room: null, dialog: null, named: 'none' });
  expect(asked).toEqual(['one #a:b']);

  useRooms.of('two').setState({ known: true, rooms: [row('!known:b', 'invite')] });
  await openNamed(link('matrix:r/a:b'), 'one');
  expect(shown('one')).toEqual({ room: null, dialog: 'named', named: 'room' });
});

test('T62 of two links the newer one is shown, whichever answer comes first', async () => {
  let answerFirst = (): void => undefined;
  answers = new Promise((resolve) => (answerFirst = resolve));
  lookup = { is: 'ours', roomId: '!known:b' };
  const first = openNamed(link('matrix:r/a:b'));
  await expect.poll(() => asked.length).toBe(1);
  await openNamed(link('matrix:u/nobody:b'));
  expect(shown()).toMatchObject({ dialog: 'named', named: 'nothing' });
  answerFirst();
  await first;
  expect(shown()).toEqual({ room: null, dialog: 'named', named: 'nothing' });
});

test('what cannot be looked up, is not there, or cannot be read is said', async () => {
  await openNamed(null);
  expect(shown()).toMatchObject({ dialog: 'named', named: 'unreadable' });
  lookup = 'fails';
  await openNamed(link('matrix:r/a:b'));
  expect(shown()).toMatchObject({ dialog: 'named', named: 'failed' });
  lookup = { is: 'nothing' };
  await openNamed(link('matrix:r/a:b'));
  expect(shown()).toMatchObject({ dialog: 'named', named: 'nothing' });
});

test('T62 who puts the dialog away while it is looked up is not led anywhere later', async () => {
  let answer = (): void => undefined;
  answers = new Promise((resolve) => (answer = resolve));
  lookup = { is: 'ours', roomId: '!known:b' };
  const going = openNamed(link('matrix:r/a:b'));
  await expect.poll(() => shown().dialog).toBe('named');
  forgetNamed('one');
  answer();
  await going;
  expect(shown()).toEqual({ room: null, dialog: null, named: 'none' });
});
