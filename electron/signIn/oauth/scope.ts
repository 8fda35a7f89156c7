import { randomInt } from 'node:crypto';
import type { DeviceId } from '../../../core/ids.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The whole client-server API, for exactly one device (I4). */
export function scopeFor(deviceId: DeviceId): string {
  return `urn:matrix:client:api:* urn:matrix:client:device:${deviceId}`;
}

/** Long enough for the authentication service, which wants ten characters. */
export function newDeviceId(): DeviceId {
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
}

/** What may stand in a scope: a device of the other API may have been named otherwise. */
export function fitsScope(deviceId: DeviceId): boolean {
  return /^[A-Za-z0-9._~-]{1,255}$/.test(deviceId);
}
