import './Finder.css';
import Search from 'lucide-react/icons/search';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { fieldOf, useChoosing } from './choosing.ts';
import { Options } from './Options.tsx';

interface Props<T> {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: readonly T[];
  readonly keyOf: (one: T) => string;
  readonly draw: (one: T) => ReactNode;
  readonly onChoose: (one: T) => void;
  /** Under the field, where there is nothing to choose from. */
  readonly empty: ReactNode;
  readonly field: RefObject<HTMLInputElement | null>;
  /** In front of what is typed: what has been chosen already. */
  readonly chosen?: ReactNode;
  /** Backspace in an empty field. */
  readonly onBack?: () => void;
  readonly after?: ReactNode;
}

const id = 'finder';
const looks = { list: 'finderList', row: 'finderRow' };
const maxLength = 255;

/** A field in a dialog, and under it what it finds. */
export function Finder<T>({ label, hint, text, onText, field, chosen, onBack, empty, after, ...options }: Props<T>) {
  const choosing = useChoosing(id, options.found, options.onChoose);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Backspace' && text === '') onBack?.();
    else choosing.onKeyDown(event);
  }
  function change(next: string): void {
    choosing.point(0);
    onText(next);
  }
  return (
    <>
      <div className="finderField">
        <Search size={16} aria-hidden />
        {chosen}
        <input
          ref={field}
          {...fieldOf(id, choosing)}
          aria-label={label}
          placeholder={hint}
          spellCheck={false}
          value={text}
          maxLength={maxLength}
          // What was looked for the last time goes with the first key.
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={onKeyDown}
          onChange={(event) => change(event.target.value)}
        />
      </div>
      <div className="finderBody">
        {options.found.length === 0 ? (
          <div className="finderEmpty">{empty}</div>
        ) : (
          <Options id={id} label={label} looks={looks} choosing={choosing} {...options} />
        )}
        {after}
      </div>
    </>
  );
}
