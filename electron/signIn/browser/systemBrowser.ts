import { app } from 'electron';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import { openOutside } from '../../window/openOutside.ts';
import type { Browser } from './browser.ts';

export function systemBrowser(log: Log): Browser {
  return {
    open: async (url) => {
      try {
        await openOutside(url);
      } catch (cause) {
        log.cause('opening the browser', cause);
        throw new Failure({ code: 'browserMissing' });
      }
    },
    leave: () => app.focus({ steal: true }),
  };
}
