import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startGuarded, type GuardedProcess } from '../run/guardedProcess.ts';
import { waitUntil } from '../run/waitUntil.ts';

export interface SessionBus {
  readonly address: string;
  readonly process: GuardedProcess;
}

/**
 * A private session bus. Its configuration names no folder of services, so nothing of this computer is started by
 * a call: neither a keyring where there should be none, nor a prompter that would wait for a click.
 */
export async function startSessionBus(directory: string): Promise<SessionBus> {
  const socket = join(directory, 'bus');
  const address = `unix:path=${socket}`;
  const config = join(directory, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
      "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
    <busconfig><type>session</type><listen>${address}</listen><auth>EXTERNAL</auth>
    <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
    </busconfig>`,
  );
  const process_ = await startGuarded({
    kind: 'dbus-daemon',
    command: 'dbus-daemon',
    args: ['--nofork', '--nopidfile', `--config-file=${config}`],
    env: { PATH: process.env.PATH },
    logFile: join(directory, 'bus.log'),
  });
  await waitUntil('the session bus', () => existsSync(socket), { everyMs: 5 });
  return { address, process: process_ };
}
