import { useState, type KeyboardEvent } from 'react';

export interface Choosing {
  /** Which of what was found Enter chooses; -1: there is nothing. */
  readonly current: number;
  readonly point: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly optionId: (index: number) => string;
}

/** In a field over what it finds: arrows go through it, round and round, and Enter chooses. `id`: of the list. */
export function useChoosing<T>(id: string, found: readonly T[], onChoose: (one: T) => void): Choosing {
  const [at, setAt] = useState(0);
  const current = Math.min(at, found.length - 1);
  const optionId = (index: number): string => `${id}Option${index}`;
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    const next = (current + step + found.length) % found.length;
    const one = found[next];
    if (one === undefined) return;
    if (step === 0) return onChoose(one);
    setAt(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  }
  return { current, point: setAt, onKeyDown, optionId };
}

/** What says to a screen reader what stands under the field, and which of it is current. */
export const fieldOf = (id: string, { current, optionId }: Choosing) =>
  ({
    role: 'combobox',
    'aria-expanded': current >= 0,
    'aria-controls': current >= 0 ? id : undefined,
    'aria-activedescendant': current >= 0 ? optionId(current) : undefined,
  }) as const;
