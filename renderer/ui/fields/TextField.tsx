import './TextField.css';
import { useId, type ComponentProps, type ReactNode } from 'react';

interface Props extends ComponentProps<'input'> {
  readonly label: string;
  /** What stands under the field; `error` also marks it as wrong. */
  readonly note?: { readonly is: 'hint' | 'ok' | 'error'; readonly text: ReactNode } | null;
  /** Inside the field, at its end. */
  readonly aside?: ReactNode;
}

const noteLooks = { hint: '', ok: 'fieldNoteOk', error: 'fieldNoteError' };

export function TextField({ label, note = null, aside, id, ...rest }: Props) {
  const made = useId();
  const inputId = id ?? made;
  return (
    <div className="field">
      <label className="fieldLabel" htmlFor={inputId}>
        {label}
      </label>
      <div className="fieldBox">
        <input
          id={inputId}
          className="fieldInput"
          aria-invalid={note?.is === 'error'}
          aria-describedby={`${inputId}-note`}
          spellCheck={false}
          autoCapitalize="off"
          {...rest}
        />
        {aside && <div className="fieldAside">{aside}</div>}
      </div>
      <div
        id={`${inputId}-note`}
        className={`fieldNote ${note ? noteLooks[note.is] : ''}`}
        role={note?.is === 'error' ? 'alert' : undefined}
      >
        {note?.text}
      </div>
    </div>
  );
}
