import { app } from 'electron';
import type { Log } from '../log.ts';

/** Left alone, Electron hands the first certificate of the person's store, and so their name, to whichever server asks for one (S-6). */
export function refuseClientCertificates(log: Log): void {
  app.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    log.write('warn', 'a server asked for a certificate of this computer, and got none');
    answer();
  });
}
