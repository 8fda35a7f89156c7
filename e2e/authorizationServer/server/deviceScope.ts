const PREFIX = 'urn:matrix:client:device:';

/** The devices that a scope names; https://spec.matrix.org/v1.18/client-server-api/#scope */
export const devicesIn = (scope: string): readonly string[] =>
  scope
    .split(' ')
    .filter((part) => part.startsWith(PREFIX))
    .map((part) => part.slice(PREFIX.length));

export const deviceScope = (deviceId: string): string => `urn:matrix:client:api:* ${PREFIX}${deviceId}`;

/** MAS's policy: one device at most, of at least ten harmless characters. */
export function scopeIsAllowed(scope: string): boolean {
  const devices = devicesIn(scope);
  return devices.length <= 1 && devices.every((device) => /^[A-Za-z0-9._~-]{10,}$/.test(device));
}
