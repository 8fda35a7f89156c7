import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { api, type Api } from './api.ts';
import { signIn } from './signIn.ts';

interface BackupOnServer {
  readonly version: string;
  readonly count: number;
}

/** What the server keeps of an account's keys, seen through a session that has none of its own. */
export interface KeysOnServer {
  readonly api: Api;
  /** Null: there is none. */
  readonly backup: () => Promise<BackupOnServer | null>;
  readonly masterKey: () => Promise<string | null>;
  /** Whether the account's present self-signing key has signed this device. */
  readonly isSigned: (deviceId: string) => Promise<boolean>;
  /** Null: never written. */
  readonly accountData: (type: string) => Promise<unknown>;
  readonly setAccountData: (type: string, content: object) => Promise<void>;
}

export async function keysOnServer(homeserver: Homeserver, account: Account): Promise<KeysOnServer> {
  const { token } = await signIn(homeserver.url, account);
  const session = api({ homeserver: homeserver.url, token });
  const { userId } = account;
  const ask = (): Promise<any> => session.post('v3/keys/query', { device_keys: { [userId]: [] } });
  const data = (type: string): string => `v3/user/${encodeURIComponent(userId)}/account_data/${type}`;
  const orNull = async (path: string): Promise<any> => {
    const { status, body } = await session.raw('GET', path);
    if (status === 404) return null;
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return body;
  };
  return {
    api: session,
    backup: async () => {
      const found = await orNull('v3/room_keys/version');
      return found && { version: found.version, count: found.count };
    },
    masterKey: async () => Object.values<string>((await ask()).master_keys?.[userId]?.keys ?? {})[0] ?? null,
    isSigned: async (deviceId) => {
      const answer = await ask();
      const [selfSigning] = Object.values<string>(answer.self_signing_keys?.[userId]?.keys ?? {});
      return selfSigning !== undefined && `ed25519:${selfSigning}` in (answer.device_keys[userId]?.[deviceId]?.signatures?.[userId] ?? {});
    },
    accountData: (type) => orNull(data(type)),
    setAccountData: async (type, content) => void (await session.put(data(type), content)),
  };
}
