import type { Log } from '../log.ts';
import { sessionBusSocket } from './dbus/connection.ts';
import { keytarVault } from './keytarVault.ts';
import type { Keytar } from './keytarVault.ts';
import { secretLook } from './secretService.ts';
import type { Vault } from './vault.ts';

const limitMs = 10_000;
/** How long a desktop's prompt may stand open. */
const promptLimitMs = 5 * 60_000;

/** The keychain of this computer. */
export function systemVault(vaultService: string, log: Log): Vault {
  const socket = sessionBusSocket(process.env);
  return keytarVault({
    // A missing libsecret makes the import itself fail, which must not stop the app.
    // A CommonJS module: imported at run time, its functions stand behind `default`.
    load: async () => ((await import('keytar')) as unknown as { readonly default: Keytar }).default,
    service: vaultService,
    limitMs,
    secretLook: process.platform === 'linux' ? secretLook({ socket, vaultService, limitMs, promptLimitMs }) : null,
    log,
  });
}
