import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startGuarded, type GuardedProcess } from '../run/guardedProcess.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { unlockByControlSocket } from './controlSocket.ts';
import { secretService, type SecretService } from './secretService.ts';
import { startSessionBus } from './sessionBus.ts';

export interface Keyring extends SecretService {
  /** Hand these to whoever shall use this keyring and no other. */
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
  readonly unlock: () => Promise<void>;
  /** SIGSTOP: calls are accepted by the bus and never answered. */
  readonly hang: () => void;
  readonly resume: () => void;
  /** Starts the service where there was none, on the same bus. */
  readonly provide: () => Promise<void>;
  /** Ends the service and leaves the bus: from now on there is none. */
  readonly withdraw: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * A real gnome-keyring on a bus, a HOME and a runtime folder of its own. `none` is a bus without any Secret Service.
 * No prompter can start, which is for libsecret as if people had dismissed it. What keytar sees then (self-tested):
 * locked: `getPassword` answers null, as if absent; `setPassword` fails; `deletePassword` answers false;
 *   `findCredentials` crashes its process; nothing hangs;
 * collection deleted: reads answer null, writes fail;  no service: every call fails;  `hang`: no call ever returns.
 */
export async function startKeyring({ mode }: { mode: 'unlocked' | 'locked' | 'none' }): Promise<Keyring> {
  const directory = makeRunSubdirectory('keyring');
  const password = registerSecret(randomBytes(12).toString('hex'));
  const { env, runtime } = makeHome(directory);
  const bus = await startSessionBus(directory);
  const processEnv = { PATH: process.env.PATH, ...env };
  const service = secretService(processEnv);
  let daemon: GuardedProcess | undefined;

  const unlock = async (): Promise<void> => {
    const result = await unlockByControlSocket(join(runtime, 'keyring', 'control'), password);
    if (result !== 'ok') throw new Error(`the keyring refused to unlock: ${result}`);
  };
  const provide = async (): Promise<void> => {
    daemon = await startDaemon(directory, runtime, processEnv, password);
    await waitUntil('the keyring to unlock', async () => (await service.isThere()) && !(await service.isLocked()), {
      everyMs: 10,
    });
  };
  const withdraw = async (): Promise<void> => {
    await daemon?.stop();
    daemon = undefined;
  };

  if (mode !== 'none') await provide();
  if (mode === 'locked') await service.lock();
  return {
    ...service,
    env,
    directory,
    unlock,
    provide,
    withdraw,
    hang: () => daemon?.signal('SIGSTOP'),
    resume: () => daemon?.signal('SIGCONT'),
    stop: async () => {
      await withdraw();
      await bus.process.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function makeHome(directory: string) {
  const home = join(directory, 'home');
  const runtime = join(directory, 'runtime');
  for (const path of [home, runtime]) mkdirSync(path, { mode: 0o700 });
  const env = {
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(directory, 'bus')}`,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CACHE_HOME: join(home, '.cache'),
  };
  return { env, runtime };
}

function startDaemon(directory: string, runtime: string, env: NodeJS.ProcessEnv, password: string) {
  return startGuarded({
    kind: 'gnome-keyring-daemon',
    command: 'gnome-keyring-daemon',
    args: ['--foreground', '--unlock', '--components=secrets', `--control-directory=${join(runtime, 'keyring')}`],
    env,
    logFile: join(directory, 'keyring.log'),
    stdin: password,
  });
}
