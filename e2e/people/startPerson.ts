import type { MatrixClient } from 'matrix-js-sdk';
import type { Account } from '../homeserver/startHomeserver.ts';
import { api, type Api } from './api.ts';
import { conversation, type Conversation } from './conversation.ts';
import { devices, type Devices } from './devices.ts';
import { startQuietClient } from './quietClient.ts';
import { rooms, type Rooms } from './rooms.ts';
import { signIn, type SignedIn, type SignInOptions } from './signIn.ts';

/** Somebody with a real Matrix device, driven from Node. */
export interface Person extends Account, Conversation, Rooms, Devices {
  readonly deviceId: string;
  readonly homeserver: string;
  readonly session: SignedIn;
  readonly api: Api;
  /** The SDK's client, for what has no word of its own here. */
  readonly client: MatrixClient;
  /** Stops the device and leaves its session on the server. */
  readonly stop: () => void;
}

export async function startPerson(homeserver: string, account: Account, options: SignInOptions = {}): Promise<Person> {
  const session = await signIn(homeserver, account, options);
  const client = await startQuietClient(homeserver, session);
  const byHand = api({ homeserver, token: session.token });
  return {
    ...account,
    ...conversation(client),
    ...rooms(client),
    ...devices(client, byHand),
    deviceId: session.deviceId,
    homeserver,
    session,
    client,
    api: byHand,
    stop: () => client.stopClient(),
  };
}
