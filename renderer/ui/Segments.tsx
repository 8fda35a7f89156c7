import './Segments.css';
import { useId } from 'react';

interface Props<T extends string> {
  /** The `id` of what names the choice. */
  readonly labelledBy: string;
  /** Each with its words, in this order. */
  readonly choices: readonly (readonly [T, string])[];
  /** Null: it is not known yet. */
  readonly chosen: T | null;
  readonly onChange: (chosen: T) => void;
}

/** One of a few, all of them seen. */
export function Segments<T extends string>({ labelledBy, choices, chosen, onChange }: Props<T>) {
  const name = useId();
  return (
    <div className="segments" role="radiogroup" aria-labelledby={labelledBy}>
      {choices.map(([choice, label]) => (
        <label key={choice} className="segment">
          <input type="radio" name={name} checked={choice === chosen} onChange={() => onChange(choice)} />
          {label}
        </label>
      ))}
    </div>
  );
}
