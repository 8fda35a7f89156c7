import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { RoomId } from '../../../../core/ids.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { readingOf, rememberReading } from './scrollMemory.ts';
import { EndKeeper } from './endKeeper.ts';
import { PersonScrolls } from './personScrolls.ts';
import { grewAtFront, type Row } from '../rows.ts';
import { useScrollerBox } from './useScrollerBox.ts';

/** So near to the end, one is at the end (pixels). */
const endSlack = 32;
/** So near to the top, older messages are asked for. */
const topReach = 900;

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly roomId: RoomId;
  readonly rows: readonly Row[];
  readonly onNearTop: () => void;
}

export interface Scroll {
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly onScroll: (offset: number) => void;
  readonly onResize: () => void;
  readonly toEnd: () => void;
  /** Into the middle, or just into sight, and no longer at the end. */
  readonly toRow: (index: number, align?: 'center' | 'nearest') => void;
  readonly atEnd: boolean;
  /** False until the first position has been taken: shown before that, parts of it can stay undrawn. */
  readonly placed: boolean;
  /** Rows were added at the front only: the virtualiser keeps what is being read where it is. */
  readonly shift: boolean;
}

/** Stays at the end while one is there, else exactly where one reads; remembers it per room. */
export function useScroll({ scroller, roomId, rows, onNearTop }: Options): Scroll {
  const list = useRef<VirtualizerHandle>(null);
  const slot = useSlot();
  const { sticks, atEnd, stick } = useSticks(roomId, slot);
  /** Also where it was taken to just now and has not told of yet. */
  const lastOffset = useRef(0);
  const { pin, settle } = useKeptEnd(scroller, list, sticks, lastOffset);
  const person = usePerson(scroller);
  const latest = useRef({ rows, onNearTop });
  useLayoutEffect(() => {
    latest.current = { rows, onNearTop };
  });

  const toEnd = useCallback(() => {
    stick(true);
    pin();
  }, [stick, pin]);

  const toRow = useCallback(
    (index: number, align: 'center' | 'nearest' = 'center') => {
      stick(false);
      list.current?.scrollToIndex(index, { align });
    },
    [stick],
  );

  const onScroll = useCallback(
    (offset: number) => {
      const handle = list.current;
      if (!handle || !scroller.current) return;
      // The virtualiser hears of a window that was resized only after the scrolling that this made.
      const isAtEnd = handle.scrollSize - scroller.current.clientHeight - offset <= endSlack;
      const leaves = person.isUpwards && offset < lastOffset.current - 1;
      lastOffset.current = offset;
      if (isAtEnd) stick(true);
      else if (leaves) stick(false);
      else if (sticks.current) pin();
      rememberReading(roomId, sticks.current ? { at: 'end' } : readingAt(handle, latest.current.rows, offset), slot);
      if (offset < topReach) latest.current.onNearTop();
    },
    [roomId, slot, person, scroller, sticks, stick, pin],
  );

  const placed = usePlaced(list, roomId, rows);
  useLayoutEffect(settle, [rows, settle]);
  useHeight(scroller, settle);
  useScrollerBox(scroller, sticks, settle);
  useFilled(list, rows, onNearTop);
  return { list, onScroll, onResize: settle, toEnd, toRow, atEnd, shift: useShift(rows), placed };
}

/** Whether the room is kept at its end; `atEnd` says the same to what is drawn. */
function useSticks(roomId: RoomId, slot: string) {
  const sticks = useRef(readingOf(roomId, slot).at === 'end');
  const [atEnd, setAtEnd] = useState(sticks.current);
  const stick = useCallback((wanted: boolean) => {
    sticks.current = wanted;
    setAtEnd(wanted);
  }, []);
  return { sticks, atEnd, stick };
}

/** `pin` goes to the end once, `settle` for as long as something grows, if the room is at its end. */
function useKeptEnd(scroller: Options['scroller'], list: Scroll['list'], sticks: RefObject<boolean>, lastOffset: RefObject<number>) {
  const [kept] = useState(() => {
    const pin = (): void => {
      pinToEnd(scroller);
      lastOffset.current = scroller.current?.scrollTop ?? 0;
    };
    const keeper = new EndKeeper({ pin, isGrowing: () => isGrowing(scroller, list), isWanted: () => sticks.current });
    const settle = (): void => {
      if (sticks.current) keeper.keep();
    };
    return { pin, settle };
  });
  return kept;
}

/** Takes the first position. @returns whether it has been taken */
function usePlaced(list: Scroll['list'], roomId: RoomId, rows: readonly Row[]): boolean {
  const [placed, setPlaced] = useState(false);
  const first = useRef(rows);
  useLayoutEffect(() => {
    restore(list.current, roomId, first.current);
    const frame = requestAnimationFrame(() => setPlaced(true));
    return () => cancelAnimationFrame(frame);
  }, [list, roomId]);
  return placed;
}

/** A room whose messages do not fill the window has no scrolling that could ask for more. */
function useFilled(list: RefObject<VirtualizerHandle | null>, rows: readonly Row[], onNearTop: () => void): void {
  useEffect(() => {
    const handle = list.current;
    if (handle && handle.scrollSize <= handle.viewportSize + topReach) onNearTop();
  }, [list, rows, onNearTop]);
}

/**
 * The scroller itself is set, before anything is painted. The virtualiser is not asked: it would go on for as long as something is measured, and
 * throw back whoever scrolls up meanwhile.
 */
function pinToEnd({ current: scroller }: Options['scroller']): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
}

/** The list has grown, and the scroller has not yet. */
function isGrowing({ current: scroller }: Options['scroller'], { current: list }: Scroll['list']): boolean {
  return scroller !== null && list !== null && Math.abs(scroller.scrollHeight - list.scrollSize) > 1;
}

/** Told whenever the list has been given another height, before it is painted: the virtualiser tells of some heights before they are drawn. */
function useHeight(scroller: Options['scroller'], onHeight: () => void): void {
  useLayoutEffect(() => {
    const drawn = scroller.current?.lastElementChild;
    if (!drawn) return undefined;
    // Not a ResizeObserver: what is measured in one is measured too late for another further out, which is an error in the page.
    const observer = new MutationObserver(onHeight);
    observer.observe(drawn, { attributeFilter: ['style'] });
    return () => observer.disconnect();
  }, [scroller, onHeight]);
}

function usePerson(scroller: Options['scroller']): PersonScrolls {
  const [person] = useState(() => new PersonScrolls());
  useEffect(() => (scroller.current ? person.watch(scroller.current) : undefined), [scroller, person]);
  return person;
}

function useShift(rows: readonly Row[]): boolean {
  const before = useRef(rows);
  const shift = grewAtFront(before.current, rows);
  useLayoutEffect(() => {
    before.current = rows;
  });
  return shift;
}

function readingAt(handle: VirtualizerHandle, rows: readonly Row[], offset: number) {
  const index = handle.findItemIndex(offset);
  return { at: 'row', id: rows[index]?.key ?? '', offset: handle.getItemOffset(index) - offset } as const;
}

function restore(handle: VirtualizerHandle | null, roomId: RoomId, rows: readonly Row[]): void {
  const reading = readingOf(roomId);
  const index = reading.at === 'row' ? rows.findIndex((row) => row.key === reading.id) : -1;
  // At its end it is kept anyway.
  if (reading.at === 'end') return;
  if (index >= 0) handle?.scrollToIndex(index, { align: 'start', offset: -reading.offset });
  else handle?.scrollToIndex(rows.length - 1, { align: 'end' });
}
