import { createHash } from 'node:crypto';
import { secretService } from '../../e2e/keyring/secretService.ts';
import { startKeyring } from '../../e2e/keyring/startKeyring.ts';
import type { CleanUp } from '../cleanUp.ts';

export interface Keychain {
  readonly words: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The keychain of whoever sits here, else a private one. In the real one the demo's entry has a name of its own and is removed at the end.
 */
export async function chooseKeychain(cleanUp: CleanUp, profile: string, userId: string): Promise<Keychain> {
  if (!(await isThereOne())) {
    const keyring = await startKeyring({ mode: 'unlocked' });
    cleanUp.add('the keyring', keyring.stop);
    return { words: 'a private keyring, since this session has none', env: keyring.env };
  }
  // As the application names it for a profile of its own.
  const service = `latchkey-${createHash('sha256').update(profile).digest('hex').slice(0, 8)}`;
  cleanUp.add('the keychain entry', () =>
    secretService(process.env)
      .remove(service, userId)
      .catch(() => undefined),
  );
  return { words: `your keychain, as “${service}”`, env: {} };
}

async function isThereOne(): Promise<boolean> {
  if (!process.env.DBUS_SESSION_BUS_ADDRESS) return false;
  const service = secretService(process.env);
  try {
    return (await service.isThere()) && !(await service.isLocked());
  } catch {
    return false;
  }
}
