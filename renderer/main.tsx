import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { followAccountKeys } from './features/accounts/accountKeys.ts';
import { App } from './App.tsx';
import { linkEngines } from './bridge/engineLink.ts';
import { listenHost, report, tellHost } from './bridge/host.ts';
import { mark } from './bridge/marks.ts';
import { followAskedLink } from './features/links/askedLink.ts';
import { followAccounts } from './features/accounts/accounts.ts';
import { draftsKept } from './features/drafts/drafts.ts';
import { openAccounts } from './openAccounts.ts';
import { followSession } from './features/session/session.ts';
import { followSettings } from './settings.ts';
import { takeTurn } from './takeTurn.ts';
import { followUpdates } from './features/updates/updates.ts';
import { followTheme } from './features/settings/theme.ts';
import { followZoomKeys } from './features/settings/zoomKeys.ts';

mark('pageRan');

window.addEventListener('error', (event) => report('page error', event.error));
window.addEventListener('unhandledrejection', (event) => report('page rejection', event.reason));

followTheme();
followZoomKeys();
followAccountKeys();
followSettings();
followUpdates();
followAccounts(openAccounts);
followSession(takeTurn);
followAskedLink();
listenHost('quitting', (quitting) => {
  if (quitting) void draftsKept().finally(() => tellHost('readyToQuit', {}));
});
linkEngines();

const root = document.getElementById('app');
// What a fence has caught it reports itself; the default would write the error's message, which may quote what somebody wrote, to the console.
if (root) {
  createRoot(root, { onUncaughtError: (cause) => report('page', cause), onCaughtError: () => undefined }).render(<App />);
}
