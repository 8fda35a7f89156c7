import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import type { SessionState } from '../core/session/states.ts';
import { followAccountKeys } from './features/accounts/accountKeys.ts';
import { App } from './App.tsx';
import { linkEngines } from './bridge/engineLink.ts';
import { listenHost, report, tellHost } from './bridge/host.ts';
import { mark } from './bridge/marks.ts';
import { followAskedLink } from './features/links/askedLink.ts';
import { followAccounts } from './features/accounts/accounts.ts';
import { restoreRoom } from './features/currentRoom/currentRoom.ts';
import { draftsKept } from './features/drafts/drafts.ts';
import { eachAccount, forgetAccount } from './bridge/perAccount.ts';
import { putExpiredAside, showDialog, useLayout } from './layout.ts';
import { openAccounts } from './openAccounts.ts';
import { followSession } from './features/session/session.ts';
import { followSettings } from './settings.ts';
import { followUpdates } from './features/updates/updates.ts';
import { followTheme } from './features/settings/theme.ts';
import { followZoomKeys } from './features/settings/zoomKeys.ts';

mark('pageRan');

const phases = eachAccount<{ last?: SessionState['phase'] }>(
  () => ({}),
  () => undefined,
  { outlives: true },
);
const roomsShown = new Set<SessionState['phase']>(['active', 'checking', 'refreshing', 'expired', 'resuming']);

function onSession(state: SessionState, slot: string): void {
  const { phase } = state;
  const before = phases.of(slot).last;
  if (phase === before) return;
  // Nothing of an account whose data is being destroyed may be shown again, whatever screen comes next.
  if (phase === 'erasing' || phase === 'erased' || phase === 'signedOut' || phase === 'signingIn') forgetAccount(slot);
  // A page that comes back after its process died finds the account open already.
  if (phase === 'opening' || (before === undefined && roomsShown.has(phase))) restoreRoom(slot);
  if (phase === 'active' || phase === 'locked') putExpiredAside(false, slot);
  // A dialog that people opened themselves gives way to the session's own.
  if (phase === 'expired' && useLayout.of(slot).getState().dialog === 'jump') showDialog(null, slot);
  if (phase !== 'signingOut' && before === 'signingOut') showDialog(null, slot);
  phases.of(slot).last = phase;
}

window.addEventListener('error', (event) => report('page error', event.error));
window.addEventListener('unhandledrejection', (event) => report('page rejection', event.reason));

followTheme();
followZoomKeys();
followAccountKeys();
followSettings();
followUpdates();
followAccounts(openAccounts);
followSession(onSession);
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
