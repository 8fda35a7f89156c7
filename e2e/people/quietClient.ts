import './promiseWithResolvers.ts';
import { ClientEvent, createClient, SyncState, type MatrixClient } from 'matrix-js-sdk';
import { logger, type Logger } from 'matrix-js-sdk/lib/logger.js';
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
  const client = createClient({
    baseUrl: homeserver,
    userId: session.userId,
    deviceId: session.deviceId,
    accessToken: session.token,
    logger: silent,
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const synced = new Promise<void>((resolve) => {
    // `Syncing` comes only with the second answer, which a quiet account waits half a minute for.
    client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
  });
  await client.startClient({ initialSyncLimit: 20, lazyLoadMembers: true });
  await synced;
  return client;
}
