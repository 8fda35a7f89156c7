import type { CleanUp } from '../../scripts/cleanUp.ts';
import { launchApp, type App } from '../app/launchApp.ts';
import { startProxy, type Proxy } from '../faults/startProxy.ts';
import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { startKeyring, type Keyring } from '../keyring/startKeyring.ts';

/** Carol sits before an app of her own, behind a network of her own; her sessions end for good, one after the other. */
export interface CarolsWorld {
  readonly app: App;
  readonly keyring: Keyring;
  readonly homeserver: Homeserver;
  readonly network: Proxy;
  readonly account: Account;
}

export async function carolsWorld(cleanUp: CleanUp, homeserver: Homeserver): Promise<CarolsWorld> {
  const network = await startProxy(homeserver.url);
  cleanUp.add('Carol’s proxy', network.stop);
  const keyring = await startKeyring({ mode: 'unlocked' });
  cleanUp.add('Carol’s keyring', keyring.stop);
  const account = await homeserver.createUser({ name: 'carol', displayName: 'Carol' });
  const app = await launchApp({ keyring, homeserver: network.url, forgetful: true, comparesHistory: true });
  cleanUp.add('Carol’s app', app.close);
  return { app, keyring, homeserver, network, account };
}
