import { changeSettings, useSettings } from '../../settings.ts';
import { words } from '../../words/words.ts';

const said = words.settings;

/** What somebody who passes by may see, once the session has expired. */
export function HideWhileSignedOut() {
  const hide = useSettings((settings) => settings.hideWhileSignedOut);
  return (
    <label className="setting">
      <span>
        {said.hide}
        <span className="settingText block">{said.hideText}</span>
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        checked={hide}
        onChange={(event) => changeSettings({ hideWhileSignedOut: event.target.checked })}
      />
    </label>
  );
}
