import { useRef, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { KeysOnTheWay } from '../keyBackup/KeyBackup.tsx';
import { Losses } from '../losses/Losses.tsx';
import { useKeysSent } from '../keyBackup/keyBackup.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';

const said = words.account.everywhere;

/** F2: says what goes before it asks the server. */
export function SignOutEverywhere() {
  const slot = useSlot();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const keys = useKeysSent();
  const waits = keys.mayLeave;
  const runs = busy || (keys.state.is !== 'idle' && !waits);
  function close(): void {
    keys.forget();
    setOpen(false);
  }
  function submit(): void {
    keys.forget();
    setBusy(true);
    setError(null);
    callHost('signOutEverywhere', {}, slot)
      .catch((cause: unknown) => setError(toError(cause)))
      .finally(() => setBusy(false));
  }
  return (
    <div id="settingsEverywhere" className="setting">
      <span className="settingText">{said.text}</span>
      <Button className="buttonRisky" onClick={() => setOpen(true)}>
        {said.open}
      </Button>
      <DialogFrame open={open} onClose={close} title={said.title} text={said.what} initialFocus={safe}>
        <Losses open={open} leaving="everywhere" />
        <KeysOnTheWay state={keys.state} />
        {error && <AccountError error={error} />}
        <div className="dialogActions">
          <Button look="quiet" ref={safe} onClick={close}>
            {words.account.cancel}
          </Button>
          <Button look="danger" disabled={runs} onClick={() => (waits ? submit() : keys.before(submit))}>
            {runs ? said.busy : waits ? words.keyBackup.anyway : said.submit}
          </Button>
        </div>
      </DialogFrame>
    </div>
  );
}
