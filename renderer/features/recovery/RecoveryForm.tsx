import { useState, type FormEvent } from 'react';
import type { Async } from '../../../core/async.ts';
import type { RecoveryOutcome } from '../../../core/features/recovery/model.ts';
import { never } from '../../../core/never.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { recover } from './recovery.ts';

const said = words.recovery;

interface Props {
  readonly phrase: boolean;
  readonly outcome: Async<RecoveryOutcome>;
  readonly close: () => void;
}

export function RecoveryForm({ phrase, outcome, close }: Props) {
  const slot = useSlot();
  const [typed, setTyped] = useState('');
  /** What was judged: a changed text is not wrong yet. */
  const [tried, setTried] = useState<string | null>(null);
  const busy = outcome.is === 'loading';
  const wrong = tried === null || tried === typed ? wrongWords(outcome, phrase) : null;
  // Nothing that is typed now would change that.
  const over = outcome.is === 'ready' && outcome.value.is === 'nothingThere';
  const empty = tried !== null && typed.trim() === '' ? said.empty : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (busy || over) return;
    setTried(typed);
    if (typed.trim() !== '') recover(typed, slot);
  }

  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <PasswordField
        label={phrase ? said.fieldWithPhrase : said.field}
        labels={{ show: said.show, hide: said.hide }}
        value={typed}
        readOnly={busy || over}
        onChange={(event) => setTyped(event.target.value)}
        note={(empty ?? wrong) === null ? { is: 'hint', text: said.hint } : { is: 'error', text: empty ?? wrong }}
      />
      {outcome.is === 'failed' && <AccountError error={outcome.error} />}
      <div className="dialogActions">
        {over ? (
          <Button look="filled" autoFocus onClick={close}>
            {said.close}
          </Button>
        ) : (
          <>
            <Button look="quiet" onClick={close}>
              {said.later}
            </Button>
            <Button look="filled" type="submit" busy={busy}>
              {busy ? said.busy : said.submit}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

function wrongWords(outcome: Async<RecoveryOutcome>, phrase: boolean): string | null {
  if (outcome.is !== 'ready') return null;
  switch (outcome.value.is) {
    case 'notAKey':
      return said.notAKey;
    case 'wrongKey':
      return phrase ? said.wrongKeyOrPhrase : said.wrongKey;
    case 'nothingThere':
      return said.nothingThere;
    case 'opened':
      return null;
    default:
      return never(outcome.value);
  }
}
