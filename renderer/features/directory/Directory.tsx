import './Directory.css';
import Search from 'lucide-react/icons/search';
import { useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';

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

/** A field, and under it what it finds: arrows go through it, Enter chooses. */
export function Finder<T>(props: Props<T>) {
  const { found, onText, onChoose } = props;
  const [at, setAt] = useState(0);
  const current = Math.min(at, found.length - 1);
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Backspace' && props.text === '') return props.onBack?.();
    if (step === 0 && event.key !== 'Enter') return;
    event.preventDefault();
    const next = (current + step + found.length) % found.length;
    const one = found[next];
    if (one === undefined) return;
    if (step === 0) return onChoose(one);
    setAt(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  }
  function change(text: string): void {
    setAt(0);
    onText(text);
  }
  return (
    <>
      <Field {...props} active={found.length > 0 ? current : null} onText={change} onKeyDown={onKeyDown} />
      <div className="finderBody">
        {found.length === 0 ? <div className="finderEmpty">{props.empty}</div> : <Options {...props} current={current} point={setAt} />}
        {props.after}
      </div>
    </>
  );
}

interface FieldProps extends Pick<Props<never>, 'label' | 'hint' | 'text' | 'onText' | 'field' | 'chosen'> {
  readonly active: number | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Field({ label, hint, text, onText, field, chosen, active, onKeyDown }: FieldProps) {
  return (
    <div className="finderField">
      <Search size={16} aria-hidden />
      {chosen}
      <input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded={active !== null}
        aria-controls={active === null ? undefined : 'finderOptions'}
        aria-activedescendant={active === null ? undefined : optionId(active)}
        placeholder={hint}
        spellCheck={false}
        value={text}
        maxLength={255}
        // What was looked for the last time goes with the first key.
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
}

interface OptionsProps<T> extends Pick<Props<T>, 'label' | 'found' | 'keyOf' | 'draw' | 'onChoose'> {
  readonly current: number;
  readonly point: (index: number) => void;
}

function Options<T>({ label, found, keyOf, draw, onChoose, current, point }: OptionsProps<T>) {
  return (
    <div className="finderList" role="listbox" id="finderOptions" aria-label={label}>
      {found.map((one, index) => (
        <div
          key={keyOf(one)}
          id={optionId(index)}
          role="option"
          aria-selected={index === current}
          className="finderRow"
          onPointerMove={() => point(index)}
          onClick={() => onChoose(one)}
        >
          {draw(one)}
        </div>
      ))}
    </div>
  );
}

const optionId = (index: number): string => `finderOption${index}`;
