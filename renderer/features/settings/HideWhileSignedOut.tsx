import { changeSettings, useSettings } from '../../settings.ts';
import { Switch } from '../../ui/Switch.tsx';
import { words } from '../../words/words.ts';

const said = words.settings;

/** What somebody who passes by may see, once the session has expired. */
export function HideWhileSignedOut() {
  const hide = useSettings((settings) => settings.hideWhileSignedOut);
  return (
    <Switch label={said.hide} text={said.hideText} on={hide} onChange={(hideWhileSignedOut) => changeSettings({ hideWhileSignedOut })} />
  );
}
