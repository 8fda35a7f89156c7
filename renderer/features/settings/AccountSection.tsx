import './AccountSection.css';
import { useState, type FormEvent } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { OwnAccount } from '../../../core/features/account/ownAccount.ts';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { localpart, serverHost } from '../../words/accountWords.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { AccountFace } from '../faces/Faces.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { Deactivate } from './Deactivate.tsx';
import { FromServer } from './FromServer.tsx';
import { AccountPages } from './InBrowser.tsx';
import { SignOutEverywhere } from './SignOutEverywhere.tsx';
import { useAccountLinks } from './useAccountLinks.ts';
import { useOwnAccount } from './useOwnAccount.ts';

const said = words.account;

/** Who one is, and the ways to leave. */
export function AccountSection({ account }: { readonly account: Account }) {
  const own = useOwnAccount();
  const links = useAccountLinks();
  const name = own.answer.is === 'ready' ? (own.answer.value.displayName ?? localpart(account.userId)) : localpart(account.userId);
  return (
    <>
      <div className="ownCard">
        <AccountFace userId={account.userId} name={name} size={40} />
        <div className="ownCardText">
          <div className="ownCardName">{name}</div>
          <div className="settingText">{serverHost(account)}</div>
        </div>
      </div>
      <section className="settingsGroup">
        <FromServer {...own}>{(value) => <DisplayName key={value.displayName} own={value} again={own.again} />}</FromServer>
        <div id="settingsUserId" className="setting">
          <span className="ownId">
            <span className="fieldLabel">{said.userId}</span>
            <code className="mono">{account.userId}</code>
          </span>
          <CopyButton text={account.userId} label={said.copyUserId} />
        </div>
      </section>
      <FromServer {...links}>{(value) => (value ? <AccountPages links={value} /> : <Leaving account={account} />)}</FromServer>
    </>
  );
}

function Leaving({ account }: { readonly account: Account }) {
  return (
    <SettingsGroup id="settingsLeaving" title={said.leaving} danger>
      <SignOutEverywhere />
      <Deactivate account={account} />
    </SettingsGroup>
  );
}

function DisplayName({ own, again }: { readonly own: OwnAccount; readonly again: () => void }) {
  const slot = useSlot();
  const [typed, setTyped] = useState(own.displayName ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const changed = typed.trim() !== (own.displayName ?? '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!changed || busy) return;
    setBusy(true);
    setError(null);
    callHost('setDisplayName', { name: typed.trim() }, slot)
      .then(again, (cause: unknown) => setError(toError(cause)))
      .finally(() => setBusy(false));
  }
  return (
    <form id="settingsName" className="nameForm" onSubmit={submit}>
      <TextField
        label={said.name}
        value={typed}
        readOnly={!own.mayChangeName || busy}
        maxLength={255}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        note={{ is: 'hint', text: own.mayChangeName ? said.nameHint : said.nameFixed }}
      />
      <Button type="submit" disabled={!changed || busy} className="nameSave">
        {said.saveName}
      </Button>
      {error && <AccountError error={error} />}
    </form>
  );
}
