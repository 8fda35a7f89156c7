/** Behind these stands an identifier, whatever it looks like. */
const naming = new Set([
  'rooms',
  'user',
  'users',
  'profile',
  'devices',
  'dehydrated_device',
  'presence',
  'join',
  'knock',
  'room',
  'typing',
  'threads',
  'filter',
]);
/** Behind these everything names something: a server and a file of it, a room key. */
const namingToTheEnd = new Set(['download', 'thumbnail', 'room_keys']);
const words = /^(_matrix|v\d{1,2}|r0|unstable|[a-z][a-z_]{0,23}|sendToDevice|createRoom|publicRooms|requestToken|m\.[a-z]+(\.[a-z_]+)*)$/;

/** The path of a request for the log: which endpoint it was, without a room, event, user, device, transaction or file. */
export function maskedPath(path: string): string {
  const parts = (path.split(/[?#]/)[0] ?? '').split('/');
  const from = parts.findIndex((part) => namingToTheEnd.has(part));
  const masked = parts.map((part, at) => {
    if (part === '') return '';
    const isHidden = (from >= 0 && at > from) || naming.has(parts[at - 1] ?? '') || !words.test(part) || isBehindType(parts, at);
    return isHidden ? '…' : part;
  });
  return masked.join('/').slice(0, 80);
}

/** A state key or a transaction ID stands behind an event's type. */
function isBehindType(parts: readonly string[], at: number): boolean {
  return ['state', 'send', 'sendToDevice', 'redact'].includes(parts[at - 2] ?? '');
}
