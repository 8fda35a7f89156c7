import type { Json } from '../read/json.ts';
import { isServerName } from './identifiers.ts';

interface Member {
  readonly userId: string;
  readonly powerLevel: number;
}

const most = 3;
/** A literal address says where a server is now and not what it is called. */
const literal = /^(?:\[|\d{1,3}(?:\.\d{1,3}){3}(?::|$))/;

/**
 * Servers that are likely to know a room for as long as its link lives (Appendices, "Routing"): that of the member with the most power, if at
 * least 50, then those with the most members. `denied`: the room's own list says no to it.
 */
export function viaServers(members: readonly Member[], denied: (server: string) => boolean = () => false): readonly string[] {
  const counts = new Map<string, number>();
  let strongest: { readonly server: string; readonly powerLevel: number } | null = null;
  for (const { userId, powerLevel } of members) {
    const server = userId.slice(userId.indexOf(':') + 1);
    if (!isServerName(server) || literal.test(server) || denied(server)) continue;
    counts.set(server, (counts.get(server) ?? 0) + 1);
    if (powerLevel >= 50 && powerLevel > (strongest?.powerLevel ?? 0)) strongest = { server, powerLevel };
  }
  const byCount = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([server]) => server);
  return [...new Set([...(strongest ? [strongest.server] : []), ...byCount])].slice(0, most);
}

/** By the content of an m.room.server_acl event. */
export function deniedBy(acl: Json | undefined): (server: string) => boolean {
  if (!acl) return () => false;
  const matchers = (list: unknown): readonly RegExp[] =>
    (Array.isArray(list) ? list : []).filter((one): one is string => typeof one === 'string').map(globMatcher);
  const [allow, deny] = [matchers(acl['allow']), matchers(acl['deny'])];
  return (server) => {
    const name = server.replace(/:\d+$/, '');
    return deny.some((one) => one.test(name)) || !allow.some((one) => one.test(name));
  };
}

/** `*` is any text, `?` any one character; longer ones than a server's name match none. */
function globMatcher(glob: string): RegExp {
  const pattern = glob
    .slice(0, 255)
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'i');
}
