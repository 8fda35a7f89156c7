import type { UserId } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';

/** The part of a user ID that people know themselves by. */
export function localpart(userId: UserId): string {
  return userId.slice(1, userId.indexOf(':'));
}

export function serverName(userId: UserId): string {
  return userId.slice(userId.indexOf(':') + 1);
}

/** The server's name, and its address where that is another. */
export function serverHost(account: Account): string {
  const name = serverName(account.userId);
  const host = URL.canParse(account.homeserver) ? new URL(account.homeserver).host : name;
  return host === name ? name : `${name} · ${host}`;
}
