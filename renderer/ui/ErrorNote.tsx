import './ErrorNote.css';
import type { AppError } from '../../core/errors.ts';
import { words } from '../words/words.ts';
import { CopyButton } from './CopyButton.tsx';

interface Props {
  readonly error: AppError;
  /** Calm: not in red, where nothing is lost. */
  readonly plain?: boolean;
}

/** What went wrong in words; what a helper may want to know waits behind "Details". */
export function ErrorNote({ error, plain = false }: Props) {
  const { text, details } = words.errors(error);
  return (
    <div className={`errorNote ${plain ? 'errorNotePlain' : ''}`}>
      <span role="alert">{text}</span>
      {details !== null && <Details text={details} />}
    </div>
  );
}

export function Details({ text }: { readonly text: string }) {
  return (
    <details className="details">
      <summary>{words.ui.details}</summary>
      <div className="detailsBox">
        <pre>{text}</pre>
        <CopyButton text={text} />
      </div>
    </details>
  );
}
