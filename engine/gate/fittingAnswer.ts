interface Shape {
  readonly endpoint: RegExp;
  readonly method?: 'PUT';
  /** One of these is in every success, unless it may be empty. */
  readonly members: readonly string[];
  readonly mayBeEmpty?: true;
}

/** CS API: "Syncing", "Key management", "Server-side key backups". */
const shapes: readonly Shape[] = [
  { endpoint: /\/sync$/, members: ['next_batch'] },
  { endpoint: /\/keys\/upload$/, members: ['one_time_key_counts'] },
  {
    endpoint: /\/keys\/query$/,
    members: ['device_keys', 'failures', 'master_keys', 'self_signing_keys', 'user_signing_keys'],
    mayBeEmpty: true,
  },
  { endpoint: /\/keys\/claim$/, members: ['one_time_keys'] },
  // Keys are taken out of a backup by GET, in another shape.
  { endpoint: /\/room_keys\/keys$/, method: 'PUT', members: ['etag'] },
];
/** Longer answers are not parsed twice: in them the member's name is looked for. */
const maxParsedBytes = 65_536;

/**
 * Whether a success can be the homeserver's own, and not something's in between: of a hotel's page the SDK would believe that room keys
 * were sent, that a device has no one-time keys, or that its keys lie on the server.
 */
export function fittingAnswer(pathname: string, method: string, body: ArrayBuffer): boolean {
  // Nobody else looks into the answer to sent keys: it is an empty object (CS "Send-to-Device messaging").
  if (pathname.includes('/sendToDevice/')) return body.byteLength < 64 && /^\s*\{\s*\}\s*$/.test(text(body));
  if (!looksLikeJson(body)) return false;
  const shape = shapes.find(({ endpoint, method: only }) => endpoint.test(pathname) && (only === undefined || only === method));
  if (!shape) return true;
  const { members, mayBeEmpty = false } = shape;
  if (body.byteLength > maxParsedBytes) return members.some((member) => text(body).includes(`"${member}"`));
  const found = parsed(text(body));
  return found !== null && ((mayBeEmpty && Object.keys(found).length === 0) || members.some((member) => Object.hasOwn(found, member)));
}

/**
 * Every success of the client-server API is an object, or a list (`/rooms/…/state`). Only its ends are looked at: the answer to a sync can
 * be huge.
 */
function looksLikeJson(body: ArrayBuffer): boolean {
  const edge = 64;
  const ends =
    text(body.slice(0, edge)).trimStart().slice(0, 1) +
    text(body.slice(Math.max(0, body.byteLength - edge)))
      .trimEnd()
      .slice(-1);
  return ends === '{}' || ends === '[]';
}

function parsed(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const text = (body: ArrayBuffer): string => new TextDecoder().decode(body);
