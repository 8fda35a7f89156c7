import { app } from 'electron';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import { openOutside } from '../../window/openOutside.ts';

/** The system's browser: where people sign in to other services, and where their passwords for those belong. */
export interface Browser {
  /** Rejects with a `Failure` where none can be opened. */
  readonly open: (url: string) => Promise<void>;
  /** Brings our own window to the front again. */
  readonly leave: () => void;
}

export function systemBrowser(log: Log): Browser {
  return {
    open: async (url) => {
      try {
        await openOutside(url);
      } catch (cause) {
        log.fault('opening the browser', cause);
        throw new Failure({ code: 'browserMissing' });
      }
    },
    leave: () => app.focus({ steal: true }),
  };
}
