import { app, shell } from 'electron';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import type { Browser } from './browser.ts';

export function systemBrowser(log: Log): Browser {
  return {
    open: async (url) => {
      try {
        await shell.openExternal(url);
      } catch (cause) {
        log.cause('opening the browser', cause);
        throw new Failure({ code: 'browserMissing' });
      }
    },
    leave: () => app.focus({ steal: true }),
  };
}
