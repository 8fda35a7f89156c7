import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import type { Log } from '../log.ts';

/** Around every page that there ever is, whoever makes it. */
export function lockDownAllContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, log));
}

/** No page leaves its place: no navigation, no new window, no frame of elsewhere. It grants no permission. */
function lockDownContents(contents: WebContents, log: Log): void {
  const refuse =
    (what: string) =>
    (event: { preventDefault: () => void }): void => {
      event.preventDefault();
      log.write('warn', `${what} was refused`);
    };
  contents.on('will-navigate', refuse('a navigation'));
  contents.on('will-frame-navigate', refuse('a navigation of a frame'));
  contents.on('will-redirect', refuse('a redirect'));
  contents.on('will-attach-webview', refuse('a webview'));
  // No content security policy stands in the way of a peer connection, whose first packets go wherever a script says.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => {
    log.write('warn', 'a new window was refused');
    return { action: 'deny' };
  });
}

/**
 * For a session that has no business outside: whatever would go there all the same, such as a peer connection by TCP, meets a proxy that is
 * none.
 */
export async function cutOff(session: Session): Promise<void> {
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://0.0.0.0:1', proxyBypassRules: '<-loopback>' });
}

/** `keeps`: what its pages store is not Chromium's to throw away when the disk is nearly full (L-7). */
export function lockDownSession(session: Session, { keeps = false } = {}): void {
  const isGranted = (permission: string): boolean => keeps && permission === 'persistent-storage';
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(isGranted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isGranted(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Its dictionaries would be fetched from a third party.
  session.setSpellCheckerEnabled(false);
}
