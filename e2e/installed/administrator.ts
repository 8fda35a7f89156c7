import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../run/waitUntil.ts';
import type { BareSystem } from './bareSystem.ts';

/**
 * Who says what people may do as root: the system's bus and the real polkit, with nobody to be asked for a password. `pkexec` and `polkitd`
 * are installed.
 */
export interface Administrator {
  /** May run programs as root without being asked, as a rule of the system's says. */
  readonly trusts: (user: string) => void;
  readonly leave: () => Promise<void>;
}

export async function administrator(system: BareSystem, outputFile: string): Promise<Administrator> {
  mkdirSync(join(system.path, 'run', 'dbus'), { recursive: true });
  const ruleFile = join(system.path, 'etc', 'polkit-1', 'rules.d', '10-trusted.rules');
  const started: ChildProcess[] = [];
  const start = (program: string, ...args: readonly string[]): void => void started.unshift(system.start(outputFile, program, ...args));
  start('dbus-daemon', '--system', '--nofork', '--nopidfile');
  await waitUntil('the system bus', () => existsSync(join(system.path, 'run', 'dbus', 'system_bus_socket')));
  start('/usr/lib/polkit-1/polkitd', '--no-debug');
  const owner = [
    '--system',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.freedesktop.PolicyKit1',
  ];
  await waitUntil('polkit', () =>
    system.asRoot('dbus-send', ...owner).then(
      (said) => said.includes('true'),
      () => false,
    ),
  );
  return {
    trusts: (user) => {
      const isMeant = `action.id == 'org.freedesktop.policykit.exec' && subject.user == '${user}'`;
      const says = `${isMeant} ? polkit.Result.YES : polkit.Result.NOT_HANDLED`;
      writeFileSync(ruleFile, `polkit.addRule(function(action, subject) { return ${says}; });\n`);
    },
    leave: async () => {
      for (const child of started) await end(child);
      rmSync(ruleFile, { force: true });
    },
  };
}

/** What runs for the test and has nothing to lose. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
