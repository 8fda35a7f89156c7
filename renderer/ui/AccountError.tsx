import type { AppError } from '../../core/errors.ts';
import { words } from '../words/words.ts';
import { ErrorNote } from './ErrorNote.tsx';

/** Why something about the account was not done; the end of the session has words of its own, because its dialog comes, too. */
export function AccountError({ error }: { readonly error: AppError }) {
  if (error.code !== 'sessionPaused') return <ErrorNote error={error} plain />;
  return (
    <p className="errorNote errorNotePlain" role="alert">
      {words.account.sessionEnded}
    </p>
  );
}
