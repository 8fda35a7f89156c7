import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Proxy } from '../faults/startProxy.ts';
import { expect } from '../fixtures/test.ts';
import type { Keyring } from '../keyring/startKeyring.ts';
import { composer } from '../pages/composer.ts';
import { searchKeyring } from '../search/searchKeyring.ts';
import { searchTree, type Needles } from '../search/searchTree.ts';
import type { Life } from './signedInLife.ts';

/** Every secret, id, name and message of this life. */
export async function needlesOf({ app, alice, bob, room, roomName, deviceId }: Life, network: Proxy, keyring: Keyring): Promise<Needles> {
  const login = network.requests({ method: 'POST', path: '/login' })[0]?.outcome();
  const token = login?.kind === 'answered' ? login.json().access_token : undefined;
  const [item] = await keyring.items();
  const rootKey = /"rootKey":"([^"]+)"/.exec(item?.secret ?? '')?.[1];
  const keys = (await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId);
  const [slug] = readdirSync(join(app.profile, 'accounts'));
  if (!token || !rootKey || !keys || !slug) throw new Error('something to look for is missing');
  return {
    token,
    rootKey,
    slug,
    identityKey: keys.ed25519,
    curveKey: keys.curve25519,
    password: alice.password,
    user: alice.userId,
    otherUser: bob.userId,
    device: deviceId,
    room,
    roomName,
    message: 'The lamp is lit',
    ownMessage: 'I take the first watch',
    draft: 'A draft of mine',
  };
}

export async function livedIn(life: Life): Promise<void> {
  await composer(life.app.page).send('I take the first watch');
  await life.bob.waitForMessage(life.room, 'I take the first watch');
  await composer(life.app.page).draft('A draft of mine');
}

export async function expectNothingLeft({ app }: Life, needles: Needles, keyring: Keyring): Promise<void> {
  expect(searchTree(app.profile, needles).hits).toEqual([]);
  expect(await searchKeyring(keyring, needles)).toEqual([]);
  expect(await keyring.items()).toEqual([]);
  expect(foldersIn(join(app.profile, 'accounts'))).toEqual([]);
  expect(foldersIn(join(app.profile, 'Partitions')), 'only the page’s own').toEqual(['page']);
}

const foldersIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
