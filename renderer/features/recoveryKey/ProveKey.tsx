import { useState, type FormEvent } from 'react';
import type { KeyKept } from '../../../core/features/recovery/model.ts';
import { never } from '../../../core/never.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { words } from '../../words/words.ts';
import { useKeepKey } from './useKeepKey.ts';

const said = words.recoveryKey.proof;

interface Props {
  readonly shown: string;
  readonly back: () => void;
  readonly close: () => void;
}

export function ProveKey({ shown, back, close }: Props) {
  const [typed, setTyped] = useState('');
  /** What was judged: a changed text is not wrong yet. */
  const [tried, setTried] = useState<string | null>(null);
  const { outcome, keep } = useKeepKey(shown);
  const busy = outcome.is === 'loading';
  const wrong = tried !== typed || outcome.is !== 'ready' ? null : wrongWords(outcome.value);
  // Nothing that is typed now would change that.
  const over = outcome.is === 'ready' && outcome.value.is === 'nothingToKeep';
  const problem = tried !== null && typed.trim() === '' ? said.empty : wrong;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (busy || over) return;
    setTried(typed);
    if (typed.trim() !== '') keep(typed);
  }

  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <PasswordField
        autoFocus
        label={said.field}
        labels={{ show: words.recovery.show, hide: words.recovery.hide }}
        value={typed}
        readOnly={busy || over}
        onChange={(event) => setTyped(event.target.value)}
        note={problem === null ? { is: 'hint', text: said.hint } : { is: 'error', text: problem }}
      />
      {outcome.is === 'failed' && <AccountError error={outcome.error} />}
      {over ? (
        <div className="dialogActions">
          <Button look="filled" autoFocus onClick={close}>
            {said.close}
          </Button>
        </div>
      ) : (
        <div className="dialogActions">
          <Button look="quiet" disabled={busy} onClick={back}>
            {said.back}
          </Button>
          <Button look="filled" type="submit" busy={busy}>
            {busy ? said.busy : said.submit}
          </Button>
        </div>
      )}
    </form>
  );
}

function wrongWords(outcome: KeyKept): string | null {
  switch (outcome.is) {
    case 'notAKey':
    case 'otherKey':
    case 'nothingToKeep':
      return said[outcome.is];
    case 'kept':
      return null;
    default:
      return never(outcome);
  }
}
