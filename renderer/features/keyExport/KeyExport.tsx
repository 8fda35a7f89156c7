import '../../ui/ConfirmDialog.css';
import { useState, type FormEvent } from 'react';
import type { Async } from '../../../core/async.ts';
import type { KeyExport as Outcome } from '../../../core/features/keys/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { NewSecret } from '../../ui/fields/NewSecret.tsx';

const said = words.account.keys;
const shortest = 8;

interface Props {
  readonly look?: 'plain' | 'quiet';
  readonly disabled?: boolean;
}

/** A command that saves the room keys to a file; works without the server, also while signed out softly (C22). */
export function KeyExport({ look = 'plain', disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} disabled={disabled} onClick={() => setOpen(true)}>
        {said.open}
      </Button>
      <DialogFrame open={open} onClose={() => setOpen(false)} title={said.dialog} text={said.what}>
        <KeyExportForm close={() => setOpen(false)} />
      </DialogFrame>
    </>
  );
}

function KeyExportForm({ close }: { readonly close: () => void }) {
  const slot = useSlot();
  const [secret, setSecret] = useState({ first: '', again: '' });
  const [tried, setTried] = useState(false);
  const [outcome, setOutcome] = useState<Async<Outcome>>({ is: 'idle' });
  const tooShort = [...secret.first].length < shortest;
  const busy = outcome.is === 'loading';

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (busy || tooShort || secret.first !== secret.again) return;
    setOutcome({ is: 'loading' });
    callEngine('exportKeys', { passphrase: secret.first }, slot).then(
      (value) => setOutcome({ is: 'ready', value }),
      (cause: unknown) => setOutcome({ is: 'failed', error: toError(cause) }),
    );
  }

  if (outcome.is === 'ready' && outcome.value.is !== 'cancelled')
    return <Ended text={outcome.value.is === 'saved' ? said.saved : said.noKeys} close={close} />;
  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <NewSecret
        labels={{ first: said.passphrase, again: said.again, differs: said.differs, same: said.same }}
        value={secret}
        onChange={setSecret}
        readOnly={busy}
        note={tooShort ? { is: tried ? 'error' : 'hint', text: said.short } : null}
      />
      {outcome.is === 'failed' && <ErrorNote error={outcome.error} plain />}
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {words.account.cancel}
        </Button>
        <Button look="filled" type="submit" disabled={busy || (tried && secret.first !== secret.again)}>
          {busy ? said.busy : said.submit}
        </Button>
      </div>
    </form>
  );
}

function Ended({ text, close }: { readonly text: string; readonly close: () => void }) {
  return (
    <div className="confirmForm">
      <p role="status">{text}</p>
      <div className="dialogActions">
        <Button look="filled" autoFocus onClick={close}>
          {said.done}
        </Button>
      </div>
    </div>
  );
}
