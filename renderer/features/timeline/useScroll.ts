import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { RoomId } from '../../../core/ids.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { readingOf, rememberReading } from './scrollMemory.ts';
import { PersonScrolls } from './personScrolls.ts';
import type { Row } from './rows.ts';
import { useScrollerBox } from './useScrollerBox.ts';

/** So near to the end, one is at the end (pixels). */
const endSlack = 32;
/** So near to the top, older messages are asked for. */
const topReach = 900;
/** By then what was measured has been laid out, or is not going to be. */
const maxFrames = 60;

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
  /** Into the middle, and no longer at the end. */
  readonly toRow: (index: number) => void;
  readonly atEnd: boolean;
  /** False until the first position has been taken: shown before that, parts of it can stay undrawn. */
  readonly placed: boolean;
  /** Rows were added at the front only: the virtualiser keeps what is being read where it is. */
  readonly shift: boolean;
}

/** Where the list stood, how high it was, and what of it could be seen (pixels). */
interface Stand {
  readonly offset: number;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** Stays at the end while one is there, else exactly where one reads; remembers it per room. */
export function useScroll({ scroller, roomId, rows, onNearTop }: Options): Scroll {
  const list = useRef<VirtualizerHandle>(null);
  const slot = useSlot();
  const sticks = useRef(readingOf(roomId, slot).at === 'end');
  const last = useRef<Stand>({ offset: 0, size: 0, width: 0, height: 0 });
  const person = usePerson(scroller);
  const [atEnd, setAtEnd] = useState(sticks.current);
  const latest = useRef({ rows, onNearTop });
  useLayoutEffect(() => {
    latest.current = { rows, onNearTop };
  });

  const toEnd = useCallback(() => {
    sticks.current = true;
    setAtEnd(true);
    pinToEnd(scroller, list);
  }, [scroller]);

  const toRow = useCallback((index: number) => {
    sticks.current = false;
    setAtEnd(false);
    list.current?.scrollToIndex(index, { align: 'center' });
  }, []);

  const onScroll = useCallback(
    (offset: number) => {
      const handle = list.current;
      if (!handle || !scroller.current) return;
      // The virtualiser hears of a window that was resized only after the scrolling that this made.
      const { clientWidth: width, clientHeight: height } = scroller.current;
      const stand = { offset, size: handle.scrollSize, width, height };
      if (width !== last.current.width || height !== last.current.height) person.changed();
      const end = stand.size - height - offset <= endSlack;
      // Upwards on a list that has not shrunk: a person scrolled. All else is rows being measured.
      const upwards = offset < last.current.offset - 1 && stand.size >= last.current.size && person.possible;
      if (end) sticks.current = true;
      else if (upwards) sticks.current = false;
      else if (sticks.current) pinToEnd(scroller, list);
      last.current = stand;
      setAtEnd(sticks.current);
      rememberReading(roomId, sticks.current ? { at: 'end' } : readingAt(handle, latest.current.rows, offset), slot);
      if (offset < topReach) latest.current.onNearTop();
    },
    [roomId, slot, person, scroller],
  );

  const settle = useCallback(() => {
    person.changed();
    if (sticks.current) keepAtEnd(scroller, list, () => sticks.current);
  }, [person, scroller]);

  const placed = usePlaced(list, roomId, rows);
  useLayoutEffect(settle, [rows, settle]);
  useSizes(scroller, sticks, settle);
  useFilled(list, rows, onNearTop);
  return { list, onScroll, onResize: settle, toEnd, toRow, atEnd, shift: useShift(rows), placed };
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
 * The scroller itself is set, before anything is painted: what the virtualiser is asked for comes later, and ends as soon as older rows are put
 * in front or nothing was measured for a moment. It is asked all the same, so that it does not take this for a person's scrolling.
 */
function pinToEnd({ current: scroller }: Options['scroller'], list: Scroll['list']): void {
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
  // Whichever is the last when it comes to that.
  list.current?.scrollToIndex(Number.MAX_SAFE_INTEGER, { align: 'end' });
}

/** Where the list grew while it was being measured, Chromium gives the scroller its new height a frame or more later; where nothing of it is drawn, never. */
function keepAtEnd(scroller: Options['scroller'], list: Scroll['list'], wanted: () => boolean, frames = maxFrames): void {
  pinToEnd(scroller, list);
  if (!scroller.current || !list.current || Math.abs(scroller.current.scrollHeight - list.current.scrollSize) <= 1 || frames === 0) return;
  requestAnimationFrame(() => wanted() && keepAtEnd(scroller, list, wanted, frames - 1));
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

function useSizes(scroller: Options['scroller'], sticks: RefObject<boolean>, settle: () => void): void {
  useHeight(scroller, settle);
  useScrollerBox(scroller, sticks, settle);
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

/** Whether `next` is `before` with rows put in front (behind the row that is always on top). */
export function grewAtFront(before: readonly Row[], next: readonly Row[]): boolean {
  return (
    next.length > before.length && before.length > 2 && before.at(-2)?.key === next.at(-2)?.key && firstItem(before) !== firstItem(next)
  );
}

/** Days can stay while what is under them changes. */
function firstItem(rows: readonly Row[]): string | undefined {
  return rows.find((row) => row.kind === 'message' || row.kind === 'states')?.key;
}

function readingAt(handle: VirtualizerHandle, rows: readonly Row[], offset: number) {
  const index = handle.findItemIndex(offset);
  return { at: 'row', id: rows[index]?.key ?? '', offset: handle.getItemOffset(index) - offset } as const;
}

function restore(handle: VirtualizerHandle | null, roomId: RoomId, rows: readonly Row[]): void {
  const reading = readingOf(roomId);
  const index = reading.at === 'row' ? rows.findIndex((row) => row.key === reading.id) : -1;
  if (reading.at === 'row' && index >= 0) handle?.scrollToIndex(index, { align: 'start', offset: -reading.offset });
  else handle?.scrollToIndex(rows.length - 1, { align: 'end' });
}
