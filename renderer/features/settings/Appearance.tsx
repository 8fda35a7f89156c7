import '../../ui/Setting.css';
import './Appearance.css';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import type { Settings as Values } from '../../../core/features/settings/hostCalls.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { words } from '../../words/words.ts';
import { changeSettings, stepZoom, useSettings } from '../../settings.ts';

const said = words.settings;
const themes: readonly Values['theme'][] = ['system', 'light', 'dark'];

/** How Latchkey looks on this computer, whoever is signed in. */
export function Appearance() {
  return (
    <div className="settingsRows">
      <Theme />
      <Zoom />
    </div>
  );
}

function Theme() {
  const theme = useSettings((settings) => settings.theme);
  return (
    <div id="settingsTheme" className="setting">
      <span id="settingsThemeTitle">{said.theme}</span>
      <Segments
        labelledBy="settingsThemeTitle"
        choices={themes.map((name) => [name, said.themes[name]])}
        chosen={theme}
        onChange={(chosen) => changeSettings({ theme: chosen })}
      />
    </div>
  );
}

function Zoom() {
  const zoom = useSettings((settings) => settings.zoom);
  return (
    <div id="settingsZoom" className="setting">
      <span id="settingsZoomTitle">{said.zoom}</span>
      <div className="stepper" role="group" aria-labelledby="settingsZoomTitle">
        <IconButton label={said.zoomOut} keys="Ctrl+−" onClick={() => stepZoom(-1)}>
          <Minus size={16} />
        </IconButton>
        <button type="button" className="stepperValue tabular" title={said.zoomReset} onClick={() => changeSettings({ zoom: 1 })}>
          {Math.round(zoom * 100)} %
        </button>
        <IconButton label={said.zoomIn} keys="Ctrl++" onClick={() => stepZoom(1)}>
          <Plus size={16} />
        </IconButton>
      </div>
    </div>
  );
}
