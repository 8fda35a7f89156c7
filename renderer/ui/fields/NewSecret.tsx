import type { ReactNode } from 'react';
import { PasswordField } from './PasswordField.tsx';

interface Props {
  readonly labels: { readonly first: string; readonly again: string; readonly differs: string; readonly same: string };
  readonly value: { readonly first: string; readonly again: string };
  readonly onChange: (value: { first: string; again: string }) => void;
  /** Under the first field. */
  readonly note: { readonly is: 'hint' | 'ok' | 'error'; readonly text: ReactNode } | null;
  readonly readOnly: boolean;
}

/** A password or passphrase that is being chosen, typed twice. */
export function NewSecret({ labels, value, onChange, note, readOnly }: Props) {
  const { first, again } = value;
  const differs = again !== '' && again !== first.slice(0, again.length);
  const second = differs
    ? ({ is: 'error', text: labels.differs } as const)
    : again !== '' && again === first
      ? ({ is: 'ok', text: labels.same } as const)
      : null;
  return (
    <>
      <PasswordField
        chosen
        label={labels.first}
        value={first}
        readOnly={readOnly}
        note={note}
        onChange={(event) => onChange({ first: event.target.value, again })}
      />
      <PasswordField
        chosen
        label={labels.again}
        value={again}
        readOnly={readOnly}
        note={second}
        onChange={(event) => onChange({ first, again: event.target.value })}
      />
    </>
  );
}
