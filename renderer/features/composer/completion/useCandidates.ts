import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../../core/ids.ts';
import type { Member } from '../../../../core/features/rooms/model.ts';
import { fold, matchScore } from '../../../../core/text/matchName.ts';
import { listenList } from '../../../bridge/listenList.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { findEmoji, loadEmoji, type Emoji } from '../../emoji/emoji.ts';
import { useRooms } from '../../roomList/roomList.ts';
import { roomView } from '../../roomView/roomView.ts';
import { commandNames } from '../commands/commands.ts';
import type { Place } from '../place.ts';
import type { Asked } from './askedAt.ts';
import type { Candidate } from './candidates.ts';
import { findable, rankPeople } from './rankPeople.ts';

const most = 50;
const none: readonly Candidate[] = Object.freeze([]);

/** What fits what is being typed, the best first. */
export function useCandidates(asked: Asked | null, place: Place): readonly Candidate[] {
  const { is, text = '' } = asked ?? {};
  const emoji = useEmoji(is === 'emoji', text);
  const people = usePeople(is === 'person', text, place);
  const rooms = useNamedRooms(is === 'room', text);
  return useMemo(() => {
    if (is === 'emoji') return emoji;
    if (is === 'person') return people;
    if (is === 'room') return rooms;
    if (is !== 'command') return none;
    return commandNames.filter((name) => name.startsWith(text)).map((name): Candidate => ({ is, name }));
  }, [is, text, emoji, people, rooms]);
}

const noEmoji: readonly Emoji[] = Object.freeze([]);

function useEmoji(wanted: boolean, text: string): readonly Candidate[] {
  const [list, setList] = useState(noEmoji);
  useEffect(() => {
    if (wanted) void loadEmoji().then(({ emojiList }) => setList(emojiList));
  }, [wanted]);
  return useMemo(() => (wanted ? findEmoji(list, text, most).map((one) => ({ is: 'emoji', emoji: one })) : none), [wanted, list, text]);
}

function usePeople(wanted: boolean, text: string, { roomId, own }: Place): readonly Candidate[] {
  const slot = useSlot();
  const members = useMembers(wanted, roomId, slot);
  const people = useMemo(() => findable(members, own), [members, own]);
  const mayCallAll = useStore(roomView(roomId, slot), ({ detail }) => detail?.canNotifyRoom === true);
  return useMemo(() => {
    if (!wanted) return none;
    const { items } = roomView(roomId, slot).getState();
    const spoken = [...new Set(items.toReversed().flatMap((item) => (item.kind === 'message' ? item.sender.userId : [])))];
    const found = rankPeople(people, text, spoken, most).map((member): Candidate => ({ is: 'person', member }));
    const everybody: Candidate[] = mayCallAll && 'room'.startsWith(text.toLowerCase()) ? [{ is: 'everybody' }] : [];
    return text === '' ? [...found, ...everybody] : [...everybody, ...found];
  }, [wanted, people, mayCallAll, text, roomId, slot]);
}

const nobody: readonly Member[] = Object.freeze([]);

/** Asked for with the first @ in a room, and followed while one writes there. */
function useMembers(wanted: boolean, roomId: RoomId, slot: string): readonly Member[] {
  const [of, setOf] = useState<RoomId | null>(null);
  const [members, setMembers] = useState(nobody);
  useEffect(() => {
    if (wanted) setOf(roomId);
  }, [wanted, roomId]);
  useEffect(() => {
    setMembers(nobody);
    return of === roomId ? listenList('members', { roomId }, setMembers, slot) : undefined;
  }, [of, roomId, slot]);
  return members;
}

function useNamedRooms(wanted: boolean, text: string): readonly Candidate[] {
  const rooms = useRooms((state) => state.rooms);
  return useMemo(() => {
    if (!wanted) return none;
    const typed = fold(text);
    return rooms
      .filter(({ membership }) => membership === 'join')
      .map((room) => ({ room, score: matchScore(fold(room.name), typed) }))
      .filter(({ score }) => score > 1)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ room }): Candidate => ({ is: 'room', room }));
  }, [wanted, rooms, text]);
}
