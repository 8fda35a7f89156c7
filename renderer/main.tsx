import './styles/tokens.css';
import './styles/fonts.css';
import './styles/emojiFont.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { followAccountKeys } from './features/accounts/accountKeys.ts';
import { App } from './App.tsx';
import { linkEngines } from './bridge/engineLink.ts';
import { report } from './bridge/host.ts';
import { mark } from './bridge/marks.ts';
import { followAskedLink } from './features/links/askedLink.ts';
import { followAccounts } from './features/accounts/accounts.ts';
import { followQuitting } from './features/drafts/drafts.ts';
import { followEngines } from './followEngines.ts';
import { followSession } from './features/session/session.ts';
import { followSettings } from './settings.ts';
import { takeTurn } from './takeTurn.ts';
import { followUpdates } from './features/updates/updates.ts';
import { followUploads } from './features/uploading/uploading.ts';
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
followUploads();
followAccounts(followEngines);
followSession(takeTurn);
followAskedLink();
followQuitting();
linkEngines();

const root = document.getElementById('app');
// What a fence has caught it reports itself; the default would write the error's message, which may quote what somebody wrote, to the
// console.
if (root) {
  createRoot(root, { onUncaughtError: (cause) => report('page', cause), onCaughtError: () => undefined }).render(<App />);
}
