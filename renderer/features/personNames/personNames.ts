import { createContext, useContext, useEffect } from 'react';
import type { RoomId, UserId } from '../../../core/ids.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { perAccount, useSlot } from '../../bridge/perAccount.ts';
import { roomView } from '../roomView/roomView.ts';

/** The room whose members are meant; null: nobody's. */
export const NamesOf = createContext<RoomId | null>(null);

interface Names {
  /** By room and user. */
  readonly known: ReadonlyMap<string, string>;
  readonly asked: ReadonlyMap<string, number>;
}

const keyOf = (roomId: RoomId, userId: UserId): string => `${roomId} ${userId}`;
const usePersonNames = perAccount<Names>(() => ({ known: new Map(), asked: new Map() }));
const none: ReadonlyMap<UserId, string> = new Map([]);

/** People may be called otherwise by then. */
const freshMs = 60_000;
const mostAsked = 200;

/** How those people are called in the room around; who is not known yet is missing. */
export function useNames(userIds: readonly UserId[]): ReadonlyMap<UserId, string> {
  const slot = useSlot();
  const roomId = useContext(NamesOf);
  const ids = userIds.join(' ');
  useEffect(() => {
    if (roomId !== null && ids !== '') ask(roomId, ids.split(' ') as UserId[], slot);
  }, [roomId, ids, slot]);
  const known = usePersonNames((state) => (ids === '' ? null : state.known));
  if (known === null || roomId === null) return none;
  const spoke = userIds.every((userId) => known.has(keyOf(roomId, userId))) ? none : sendersOf(roomId, slot);
  return new Map(
    userIds.flatMap((userId) => {
      const name = known.get(keyOf(roomId, userId)) ?? spoke.get(userId);
      return name === undefined ? [] : [[userId, name] as const];
    }),
  );
}

/** Whoever wrote what is on screen is known before anybody is asked. */
function sendersOf(roomId: RoomId, slot: string): ReadonlyMap<UserId, string> {
  const { items } = roomView(roomId, slot).getState();
  return new Map(items.flatMap((item) => (item.kind === 'message' ? [[item.sender.userId, item.sender.name] as const] : [])));
}

function ask(roomId: RoomId, userIds: readonly UserId[], slot: string): void {
  const store = usePersonNames.of(slot);
  const now = performance.now();
  const { asked } = store.getState();
  const wanted = userIds.filter((userId) => now - (asked.get(keyOf(roomId, userId)) ?? -Infinity) > freshMs).slice(0, mostAsked);
  if (wanted.length === 0) return;
  store.setState({ asked: new Map([...asked, ...wanted.map((userId) => [keyOf(roomId, userId), now] as const)]) });
  callEngine('memberNames', { roomId, userIds: wanted }, slot).then(
    (people) =>
      store.setState(({ known }) => ({
        known: new Map([...known, ...people.map(({ userId, name }) => [keyOf(roomId, userId), name] as const)]),
      })),
    (cause: unknown) => report('names of people', cause),
  );
}
