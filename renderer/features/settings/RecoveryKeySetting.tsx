import { Button } from '../../ui/Button.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { useKeyBackup } from '../keyBackup/keyBackup.ts';
import { useSession } from '../session/session.ts';
import { mayMakeKey, useRecoveryKeyState } from '../recoveryKey/recoveryKey.ts';

const said = words.recoveryKey.settings;

/** Here wherever this device could make a recovery key, also when people have put it off (D12). */
export function RecoveryKeySetting() {
  const recoveryKeyState = useRecoveryKeyState((state) => state.recoveryKeyState);
  const mayMake = useSession(({ state }) => mayMakeKey(state?.phase));
  // A key that is made before the backup is there would not open it.
  const starting = useKeyBackup(({ backup }) => backup.is === 'starting' || backup.is === 'unknown');
  if (recoveryKeyState.is === 'unknown' || (recoveryKeyState.is === 'missing' && !recoveryKeyState.history && starting)) return null;
  const missing = recoveryKeyState.is === 'missing';
  const text = !missing ? said.there : recoveryKeyState.history ? said.missing : said.missingDevice;
  return (
    <SettingsGroup id="settingsRecoveryKey" title={said.title}>
      <p className="settingText">{text}</p>
      <div>
        <Button look={missing ? 'filled' : 'plain'} disabled={!mayMake} onClick={() => showDialog('newRecoveryKey')}>
          {missing ? said.make : said.change}
        </Button>
      </div>
    </SettingsGroup>
  );
}
