import { useState, type FormEvent } from 'react';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from './confirm/ConfirmDialog.tsx';
import { useGuarded } from './confirm/useGuarded.ts';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Losses } from '../losses/Losses.tsx';
import { CheckRow } from '../../ui/fields/CheckBox.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { words } from '../../words/words.ts';

const said = words.account.deactivate;

/** F9: what cannot be undone is typed, and then confirmed. */
export function Deactivate({ account }: { readonly account: Account }) {
  const [open, setOpen] = useState(false);
  return (
    <div id="settingsClose" className="setting">
      <span className="settingText">{said.text}</span>
      <Button className="buttonRisky" onClick={() => setOpen(true)}>
        {said.open}
      </Button>
      <DialogFrame open={open} onClose={() => setOpen(false)} title={said.title} text={said.what}>
        <Losses open={open} leaving="account" />
        <DeactivateForm account={account} close={() => setOpen(false)} />
      </DialogFrame>
    </div>
  );
}

function DeactivateForm({ account, close }: { readonly account: Account; readonly close: () => void }) {
  const [typed, setTyped] = useState('');
  const [erase, setErase] = useState(false);
  const guarded = useGuarded(() => undefined);
  const { state } = guarded;
  const ready = typed.trim() === account.userId;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (ready && state.is !== 'busy') guarded.run((slot) => callHost('deactivate', { erase }, slot));
  }
  return (
    <>
      <form className="confirmForm" onSubmit={submit} noValidate>
        <CheckRow label={said.erase} hint={said.eraseHint} checked={erase} onChange={setErase} />
        <TextField
          label={said.typeIt(account.userId)}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        {state.is === 'failed' && <AccountError error={state.error} />}
        <div className="dialogActions">
          <Button look="quiet" onClick={close}>
            {words.account.cancel}
          </Button>
          <Button look="danger" type="submit" disabled={!ready} busy={state.is === 'busy'}>
            {state.is === 'busy' ? said.busy : said.submit}
          </Button>
        </div>
      </form>
      {/* Beside the form: what is sent in it must not be sent as this, too. */}
      <ConfirmDialog guarded={guarded} why={said.why} userId={account.userId} />
    </>
  );
}
