import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import type { SessionState } from '../core/session/states.ts';
import { App } from './App.tsx';
import { linkEngine } from './bridge/engineLink.ts';
import { listenHost, report, tellHost } from './bridge/host.ts';
import { mark } from './bridge/marks.ts';
import { forgetTexts } from './components/message/MessageText.tsx';
import { followEngineStatus } from './stores/engineStatus.ts';
import { restoreRoom } from './stores/currentRoom.ts';
import { draftsKept } from './stores/drafts.ts';
import { forgetAccount } from './stores/forget.ts';
import { putExpiredAside, showDialog, useLayout } from './stores/layout.ts';
import { followRoomOrder } from './stores/roomOrder.ts';
import { followRooms } from './stores/rooms.ts';
import { followSession } from './stores/session.ts';
import { followSettings } from './stores/settings.ts';
import { followWarmRooms } from './stores/warmRooms.ts';
import { followTheme } from './theme.ts';
import { followZoomKeys } from './zoomKeys.ts';

mark('pageRan');

let before: SessionState['phase'] | null = null;

function onSession(state: SessionState): void {
  const { phase } = state;
  if (phase === before) return;
  // Nothing of an account whose data is being destroyed may be shown again, whatever screen comes next.
  if (phase === 'erasing' || phase === 'erased' || phase === 'signedOut' || phase === 'signingIn') {
    forgetAccount();
    forgetTexts();
  }
  if (phase === 'opening') restoreRoom();
  if (phase === 'active' || phase === 'locked') putExpiredAside(false);
  // A dialog that people opened themselves gives way to the session's own.
  if (phase === 'expired' && useLayout.getState().dialog !== 'signOut') showDialog(null);
  if (phase !== 'signingOut' && before === 'signingOut') showDialog(null);
  before = phase;
}

window.addEventListener('error', (event) => report('page error', event.error));
window.addEventListener('unhandledrejection', (event) => report('page rejection', event.reason));

followTheme();
followZoomKeys();
followSettings();
followSession(onSession);
followRooms();
followRoomOrder();
followEngineStatus();
followWarmRooms();
listenHost('quitting', (quitting) => {
  if (quitting) void draftsKept().finally(() => tellHost('readyToQuit', {}));
});
restoreRoom();
linkEngine();

const root = document.getElementById('app');
if (root) createRoot(root, { onUncaughtError: (cause) => report('page', cause) }).render(<App />);
