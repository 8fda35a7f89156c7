import { Button } from '../../ui/Button.tsx';
import { SettingsGroup } from '../../ui/SettingsGroup.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';
import { useRecovery } from '../recovery/recovery.ts';

const said = words.recovery;

/** Here as long as the recovery key would open something on this device (D6). */
export function EncryptedHistory() {
  const recovery = useRecovery((state) => state.recovery);
  if (recovery.is === 'nothing') return null;
  const restoring = recovery.is === 'restoring';
  return (
    <SettingsGroup id="settingsHistory" title={said.settings.title}>
      <p className="settingText">{restoring ? said.settings.restoring : said.settings[recovery.opens]}</p>
      <div>
        <Button look={restoring ? 'plain' : 'filled'} onClick={() => showDialog('recovery')}>
          {restoring ? said.settings.show : said.open}
        </Button>
      </div>
    </SettingsGroup>
  );
}
