import './SecuritySection.css';
import { useState, type FormEvent } from 'react';
import type { Account } from '../../../core/session/account.ts';
import { callHost } from '../../bridge/host.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from './confirm/ConfirmDialog.tsx';
import { useGuarded } from './confirm/useGuarded.ts';
import { KeyExport } from '../keyExport/KeyExport.tsx';
import { CheckRow } from '../../ui/fields/CheckBox.tsx';
import { NewSecret } from '../../ui/fields/NewSecret.tsx';
import { passwordStrength, type Strength } from '../../ui/fields/passwordStrength.ts';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { KeyBackup } from '../keyBackup/KeyBackup.tsx';
import { EncryptedHistory } from './EncryptedHistory.tsx';
import { FromServer } from './FromServer.tsx';
import { HideWhileSignedOut } from './HideWhileSignedOut.tsx';
import { KeptMessages } from './KeptMessages.tsx';
import { ShownPictures } from './Pictures.tsx';
import { PrivateReceipts } from './PrivateReceipts.tsx';
import { RecoveryKeySetting } from './RecoveryKeySetting.tsx';
import { useOwnAccount } from './useOwnAccount.ts';

const said = words.account.password;

/** What protects the account, and what protects the messages. */
export function SecuritySection({ account }: { readonly account: Account }) {
  const own = useOwnAccount();
  return (
    <>
      <SettingsGroup id="settingsPassword" title={said.title}>
        <FromServer {...own}>
          {({ mayChangePassword }) =>
            mayChangePassword ? <ChangePassword account={account} /> : <p className="settingText">{said.forbidden}</p>
          }
        </FromServer>
      </SettingsGroup>
      <EncryptedHistory />
      <KeyBackup />
      <RecoveryKeySetting />
      <KeptMessages />
      <SettingsGroup id="settingsKeys" title={words.account.keys.title}>
        <p className="settingText">{words.account.keys.text}</p>
        <div>
          <KeyExport />
        </div>
      </SettingsGroup>
      <SettingsGroup id="settingsPrivacy" title={words.account.privacy}>
        <HideWhileSignedOut />
        <PrivateReceipts />
      </SettingsGroup>
      <ShownPictures />
    </>
  );
}

function ChangePassword({ account }: { readonly account: Account }) {
  const [secret, setSecret] = useState({ first: '', again: '' });
  const [others, setOthers] = useState(false);
  const [done, setDone] = useState<'kept' | 'signedOut' | null>(null);
  const guarded = useGuarded(() => {
    setDone(others ? 'signedOut' : 'kept');
    setSecret({ first: '', again: '' });
  });
  const strength = passwordStrength(secret.first);
  const ready = strength > 0 && secret.first === secret.again;
  const { state } = guarded;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!ready || state.is === 'busy' || state.is === 'asking') return;
    setDone(null);
    guarded.run((slot) => callHost('changePassword', { newPassword: secret.first, signOutOthers: others }, slot));
  }

  return (
    <>
      <form className="settingsForm" onSubmit={submit} noValidate>
        <input className="srOnly" tabIndex={-1} aria-hidden readOnly autoComplete="username" value={account.userId} />
        <NewSecret
          labels={{ first: said.next, again: said.again, differs: said.differs, same: said.same }}
          value={secret}
          onChange={(next) => {
            setSecret(next);
            setDone(null);
          }}
          readOnly={state.is === 'busy'}
          note={secret.first === '' ? null : { is: 'hint', text: <Meter strength={strength} /> }}
        />
        <CheckRow label={said.others} hint={others ? said.othersOn : said.othersOff} checked={others} onChange={setOthers} />
        {state.is === 'failed' && <AccountError error={state.error} />}
        {done && (
          <p role="status" className="settingsDone">
            {done === 'signedOut' ? said.doneOthers : said.done}
          </p>
        )}
        <div>
          <Button look="filled" type="submit" disabled={!ready} busy={state.is === 'busy'}>
            {state.is === 'busy' ? said.busy : said.submit}
          </Button>
        </div>
      </form>
      {/* Beside the form: what is sent in it must not be sent as this, too. */}
      <ConfirmDialog guarded={guarded} why={said.why} userId={account.userId} />
    </>
  );
}

function Meter({ strength }: { readonly strength: Strength }) {
  return (
    <span className={`meter meter${strength}`}>
      <span className="meterBars" aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={bar <= strength ? 'meterBar meterOn' : 'meterBar'} />
        ))}
      </span>
      {said.strength[strength]}
    </span>
  );
}
