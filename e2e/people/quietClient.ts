import './promiseWithResolvers.ts';
import { ClientEvent, createClient, SyncState, type MatrixClient } from 'matrix-js-sdk';
import { logger, type Logger } from 'matrix-js-sdk/lib/logger.js';
import { secretKeys } from './secretKeys.ts';
import { within } from '../run/within.ts';
import type { SignedIn } from './signIn.ts';

const nothing = (): void => undefined;
const silent: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  getChild: () => silent,
};
// What belongs to no client logs globally; loggers made later take over this factory of loglevel's.
const global = logger as unknown as { methodFactory: () => () => void; rebuild: () => void };
global.methodFactory = () => nothing;
global.rebuild();

/** A syncing matrix-js-sdk client with rust crypto, all in memory. */
export async function startQuietClient(homeserver: string, session: SignedIn): Promise<MatrixClient> {
  const me = session.userId;
  const client = createClient({
    baseUrl: homeserver,
    userId: session.userId,
    deviceId: session.deviceId,
    accessToken: session.token,
    logger: silent,
    cryptoCallbacks: secretKeys(),
    // The SDK itself waits for ever.
    localTimeoutMs: 20_000,
  });
  await within(`the encryption of ${me} to start`, client.initRustCrypto({ useIndexedDB: false }));
  const synced = new Promise<void>((resolve) => {
    // `Syncing` comes only with the second answer, which a quiet account waits half a minute for.
    client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
  });
  const started = client.startClient({ initialSyncLimit: 20, lazyLoadMembers: true });
  await within(`the client of ${me} to start`, started);
  await within(`the first sync of ${me}`, synced).catch((cause: unknown) => {
    client.stopClient();
    throw new Error(`no first sync: the state is ${client.getSyncState() ?? 'none'}`, { cause });
  });
  return client;
}
