import { randomBytes } from 'node:crypto';
import type { Homeserver } from '../homeserver/startHomeserver.ts';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { type Life } from './signedInLife.ts';
import { expect } from '../fixtures/test.ts';

/** A password that no log of the run may hold. */
export const newSecret = (): string => registerSecret(`new ${randomBytes(12).toString('base64url')}`);
export const CHANGE = { method: 'POST', path: '/account/password' };
export const LOGIN = { method: 'POST', path: '/login' };

/** A message goes each way, and the device is the same one with the same keys. */
export async function goesOn({ app, alice, bob, room, deviceId }: Life, homeserver: Homeserver, text: string): Promise<void> {
  expect(await homeserver.listDevices(alice.userId)).toContain(deviceId);
  await bob.send(room, `${text}, says Bob`);
  await expect(timeline(app.page).message(`${text}, says Bob`)).toBeVisible();
  await composer(app.page).send(`${text}, says Alice`);
  await bob.waitForMessage(room, `${text}, says Alice`, { timeoutMs: 20_000 });
}

/** The server's key of the app's device. */
export async function keyOf({ bob, alice, deviceId }: Life): Promise<string | undefined> {
  return (await bob.queryDeviceKeys(alice.userId)).find((device) => device.deviceId === deviceId)?.ed25519;
}
