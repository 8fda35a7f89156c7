import { useEffect, useState } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { KeyBackup } from '../../../core/features/keys/model.ts';
import { never } from '../../../core/never.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { toError } from '../../bridge/toError.ts';
import { AccountError } from '../../ui/AccountError.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';
import { useKeyBackup, type KeysOnTheWay as OnTheWay } from './keyBackup.ts';
import { useSlot } from '../../bridge/perAccount.ts';

const said = words.keyBackup;

/** Whether the keys of this device are safe elsewhere, and by whose choice (D12). */
export function KeyBackup() {
  const slot = useSlot();
  const backup = useKeyBackup((state) => state.backup);
  const [asked, setAsked] = useState<boolean | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    callEngine('countWaitingKeys', {}, slot).catch(() => undefined);
  }, [slot]);
  function change(enabled: boolean): void {
    setAsked(enabled);
    setError(null);
    callEngine('setKeyBackup', { enabled }, slot)
      .catch((cause: unknown) => setError(toError(cause)))
      .finally(() => setAsked(null));
  }
  return (
    <SettingsGroup id="settingsBackup" title={said.title}>
      <Switch
        label={said.switch}
        text={said.switchText}
        on={asked ?? backup.is !== 'off'}
        disabled={asked !== null || backup.is === 'unknown'}
        onChange={change}
      />
      <p className="settingText tabular" role="status">
        {stateWords(backup)}
      </p>
      {error && <AccountError error={error} />}
    </SettingsGroup>
  );
}

function stateWords(backup: KeyBackup): string {
  switch (backup.is) {
    case 'unknown':
    case 'starting':
    case 'off':
      return said.state[backup.is];
    case 'notConnected':
      return said.state[backup.why];
    case 'on':
      return `${sentWords(backup.waiting)} ${said.opens[backup.opens]}`;
    default:
      return never(backup);
  }
}

function sentWords(waiting: number | null): string {
  if (waiting === null) return said.state.on;
  return waiting === 0 ? said.state.allSent : said.state.waiting(waiting);
}

/** How far the keys are that have to be in the backup before this device goes. */
export function KeysOnTheWay({ state }: { readonly state: OnTheWay }) {
  const waiting = useKeyBackup(({ backup }) => (backup.is === 'on' ? backup.waiting : null));
  if (state.is === 'idle' || (state.is === 'sending' && waiting === 0)) return null;
  return (
    <p className="keysOnTheWay" role={state.is === 'left' ? 'alert' : 'status'}>
      {state.is === 'left' ? words.keyBackup.left(state.left) : words.keyBackup.sending(waiting)}
    </p>
  );
}
