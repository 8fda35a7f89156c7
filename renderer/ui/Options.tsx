import type { ReactNode } from 'react';
import type { Choosing } from './choosing.ts';

interface Props<T> {
  readonly id: string;
  readonly label: string;
  readonly found: readonly T[];
  readonly keyOf: (one: T) => string;
  readonly draw: (one: T) => ReactNode;
  readonly onChoose: (one: T) => void;
  readonly choosing: Choosing;
  /** Of the list and of each row in it. */
  readonly looks: { readonly list: string; readonly row: string };
}

/** What a field has found, to choose from. */
export function Options<T>({ id, label, found, keyOf, draw, onChoose, choosing, looks }: Props<T>) {
  const { current, point, optionId } = choosing;
  return (
    <div className={looks.list} role="listbox" id={id} aria-label={label}>
      {found.map((one, index) => (
        <div
          key={keyOf(one)}
          id={optionId(index)}
          role="option"
          aria-selected={index === current}
          className={looks.row}
          onPointerMove={() => point(index)}
          onClick={() => onChoose(one)}
        >
          {draw(one)}
        </div>
      ))}
    </div>
  );
}
