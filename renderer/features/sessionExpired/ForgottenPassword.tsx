import '../../ui/ConfirmDialog.css';
import { useState, type FormEvent } from 'react';
import type { AppError } from '../../../core/errors.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { NewSecret } from '../../ui/fields/NewSecret.tsx';
import { passwordStrength } from '../../ui/fields/passwordStrength.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';

const said = words.account.forgot;

/** C24: a new password by e-mail, on the server that the account is on. */
export function ForgottenPassword({ disabled }: { readonly disabled: boolean }) {
  const [open, setOpen] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const close = (): void => setOpen(false);
  return (
    <>
      <LinkButton disabled={disabled} onClick={() => setOpen(true)}>
        {said.open}
      </LinkButton>
      <DialogFrame open={open} onClose={close} title={said.title} text={sentTo === null ? said.ask : said.sent(sentTo)}>
        {sentTo === null ? <Ask onSent={setSentTo} close={close} /> : <Choose address={sentTo} close={close} />}
      </DialogFrame>
    </>
  );
}

/** One thing at a time, and why it did not work. */
function useWork() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  function work(task: () => Promise<void>): void {
    if (busy) return;
    setBusy(true);
    setError(null);
    task()
      .catch((cause: unknown) => setError(toError(cause)))
      .finally(() => setBusy(false));
  }
  return { busy, error, work };
}

function Ask({ onSent, close }: { readonly onSent: (address: string) => void; readonly close: () => void }) {
  const slot = useSlot();
  const [address, setAddress] = useState('');
  const { busy, error, work } = useWork();
  const typed = address.trim();
  function submit(event: FormEvent): void {
    event.preventDefault();
    // What is sent here is not the password form around it.
    event.stopPropagation();
    if (!typed.includes('@')) return;
    work(async () => {
      await callHost('forgotPassword', { address: typed }, slot);
      onSent(typed);
    });
  }
  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <TextField
        label={said.address}
        type="email"
        value={address}
        autoComplete="email"
        readOnly={busy}
        onChange={(event) => setAddress(event.target.value)}
      />
      {error && (error.code === 'refused' ? <p role="alert">{said.refused}</p> : <ErrorNote error={error} plain />)}
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {words.account.cancel}
        </Button>
        <Button look="filled" type="submit" disabled={!typed.includes('@')} busy={busy}>
          {busy ? said.sending : said.send}
        </Button>
      </div>
    </form>
  );
}

function Choose({ address, close }: { readonly address: string; readonly close: () => void }) {
  const slot = useSlot();
  const [secret, setSecret] = useState({ first: '', again: '' });
  const [notOpened, setNotOpened] = useState(false);
  const { busy, error, work } = useWork();
  const { password } = words.account;
  const strength = passwordStrength(secret.first);
  const ready = strength > 0 && secret.first === secret.again;
  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    if (!ready) return;
    setNotOpened(false);
    work(async () => {
      const { is } = await callHost('setForgottenPassword', { newPassword: secret.first }, slot);
      setNotOpened(is === 'linkNotOpened');
      if (is === 'done') close();
    });
  }
  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <NewSecret
        labels={{ first: password.next, again: password.again, differs: password.differs, same: password.same }}
        value={secret}
        onChange={setSecret}
        readOnly={busy}
        note={secret.first === '' ? null : { is: 'hint', text: password.strength[strength] }}
      />
      {notOpened && <p role="alert">{said.notOpened}</p>}
      {error && <ErrorNote error={error} plain />}
      <LinkButton onClick={() => work(() => callHost('forgotPassword', { address }, slot))}>{said.again}</LinkButton>
      <div className="dialogActions">
        <Button look="quiet" onClick={close}>
          {words.account.cancel}
        </Button>
        <Button look="filled" type="submit" disabled={!ready} busy={busy}>
          {busy ? said.busy : said.submit}
        </Button>
      </div>
    </form>
  );
}
