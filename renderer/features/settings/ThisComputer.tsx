import { useEffect, useState } from 'react';
import type { Autostart as State } from '../../../core/features/settings/hostCalls.ts';
import { callHost } from '../../bridge/host.ts';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';
import { MediaSpace } from './Pictures.tsx';

const said = words.settings;

/** What Latchkey does on this computer, whoever is signed in. */
export function ThisComputer() {
  return (
    <>
      <div id="settingsAutostart" className="settingsRows">
        <Autostart />
      </div>
      <MediaSpace />
    </>
  );
}

/** The system keeps it; `unknown` until it has been asked. */
function Autostart() {
  const [state, setState] = useState<State | 'unknown'>('unknown');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    callHost('autostart', {}).then(setState, () => setState('unavailable'));
  }, []);
  function change(on: boolean): void {
    setFailed(false);
    callHost('putAutostart', { on }).then(setState, () => setFailed(true));
  }
  return (
    <Switch
      label={said.autostart}
      text={state === 'unavailable' ? said.autostartUnavailable : said.autostartText}
      trouble={failed ? said.autostartFailed : null}
      on={state === 'on'}
      disabled={state === 'unknown' || state === 'unavailable'}
      onChange={change}
    />
  );
}
