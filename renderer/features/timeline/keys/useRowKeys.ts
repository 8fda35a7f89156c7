import { useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Row } from '../rows.ts';
import type { Scroll } from '../scroll/useScroll.ts';
import { canHold, rowFor } from './rowKeys.ts';

interface Options {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rows: readonly Row[];
  readonly scroll: Scroll;
  /** The tools of a message are asked for. */
  readonly openMenu: (rowKey: string, element: HTMLElement) => void;
}

interface RowKeys {
  /** Of what scrolls. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
  /** The row with the focus stays drawn wherever one scrolls to: the focus would be lost with it. */
  readonly keepMounted: readonly number[];
}

/** Rows by arrows, from the composer and back to it. */
export function useRowKeys({ scroller, rows, scroll, openMenu }: Options): RowKeys {
  const [held, setHeld] = useState<string | null>(null);
  const latest = useRef({ rows, scroll });
  useLayoutEffect(() => {
    latest.current = { rows, scroll };
  });

  const goTo = goToRow(scroller, latest, setHeld);
  useWayIn(() => goTo(latest.current.rows.findLastIndex(canHold)));

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    // What a row opens lies elsewhere on the page, and its keys are its own.
    if (!scroller.current?.contains(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const rowElement = target.closest<HTMLElement>('[data-row]');
    const key = rowElement?.dataset['row'];
    if (event.key === 'Escape') toComposer();
    else if (!rowElement || key === undefined) {
      if (!event.key.startsWith('Arrow') || event.shiftKey) return;
      const index = lastSeen(latest.current.scroll, latest.current.rows);
      if (index < 0 || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      goTo(index);
    } else if (asksForMenu(event, rowElement)) openTools(key, rowElement, openMenu);
    else if (event.shiftKey || !move(event.key, key)) return;
    event.preventDefault();
  }

  /** @returns whether the key leads somewhere */
  function move(pressed: string, key: string): boolean {
    const { rows: now, scroll: places } = latest.current;
    if (!places.list.current) return false;
    const next = rowFor(
      pressed,
      now.findIndex((row) => row.key === key),
      now,
      places.list.current,
    );
    if (next === undefined) return false;
    if (next >= 0) goTo(next);
    else if (pressed === 'ArrowDown') toComposer();
    return true;
  }

  const at = held === null ? -1 : rows.findIndex((row) => row.key === held);
  return {
    handlers: {
      onKeyDown,
      onFocus: ({ target }) => setHeld(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setHeld(null);
      },
    },
    keepMounted: at < 0 ? [] : [at],
  };
}

/** A run of state events has no menu; what it has is more of itself. */
function openTools(key: string, row: HTMLElement, openMenu: Options['openMenu']): void {
  if (row.matches('.stateRow')) row.querySelector<HTMLElement>('button[aria-expanded]')?.click();
  else openMenu(key, row);
}

type Latest = RefObject<{ readonly rows: readonly Row[]; readonly scroll: Scroll }>;

/** Gives a row the focus, and brings it into sight where it is not. */
function goToRow(scroller: Options['scroller'], latest: Latest, hold: (rowKey: string) => void): (index: number) => void {
  return (index) => {
    const row = latest.current.rows[index];
    if (!row) return;
    // Drawn now, if it was not.
    flushSync(() => hold(row.key));
    const element = elementOf(scroller.current, row.key);
    if (!element) return;
    element.focus({ preventScroll: true });
    const { toEnd, toRow } = latest.current.scroll;
    if (latest.current.rows.slice(index + 1).every((one) => !canHold(one))) toEnd();
    else if (!isInside(scroller.current, element)) toRow(index, 'nearest');
  };
}

/** ↑ where the composer does nothing with it, and Ctrl+↑ at the beginning of what is written: to the newest message. */
function useWayIn(enter: () => void): void {
  const latest = useRef(enter);
  useLayoutEffect(() => {
    latest.current = enter;
  });
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      const { target, key, shiftKey, altKey, defaultPrevented } = event;
      if (key !== 'ArrowUp' || defaultPrevented || shiftKey || altKey || !(target instanceof HTMLTextAreaElement)) return;
      if (target.dataset['pane'] !== 'composer' || target.selectionEnd !== 0) return;
      if (!event.ctrlKey && !event.metaKey && target.value !== '') return;
      event.preventDefault();
      latest.current();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const asksForMenu = (event: KeyboardEvent, row: HTMLElement): boolean =>
  (event.key === 'Enter' && event.target === row) || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);

export const elementOf = (scroller: HTMLElement | null, rowKey: string): HTMLElement | null =>
  scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowKey)}"]`) ?? null;

const toComposer = (): void => document.querySelector<HTMLElement>('[data-pane="composer"]')?.focus();

function isInside(scroller: HTMLElement | null, element: HTMLElement): boolean {
  const outer = scroller?.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  return outer !== undefined && inner.top >= outer.top && inner.bottom <= outer.bottom;
}

/** The last row that is seen to its end. */
function lastSeen({ list }: Scroll, rows: readonly Row[]): number {
  const handle = list.current;
  if (!handle) return -1;
  const end = handle.scrollOffset + handle.viewportSize;
  return rows.findLastIndex((row, index) => canHold(row) && handle.getItemOffset(index) + handle.getItemSize(index) <= end + 1);
}
