import { clipboard } from 'electron';
import type { HostHandlers } from '../../host/ipc.ts';
import type { BrowserTask } from '../../signIn/browser/browserTask.ts';

/** The page that a sign-in under way has opened in the browser, where people have lost it. */
export function browserPage({
  browserTask,
}: {
  readonly browserTask: BrowserTask;
}): Pick<HostHandlers, 'openBrowserAgain' | 'copyBrowserLink'> {
  return {
    openBrowserAgain: () => browserTask.again(),
    copyBrowserLink: () => {
      if (browserTask.page !== null) void clipboard.writeText(browserTask.page);
    },
  };
}
