import type { Account, Homeserver } from '../homeserver/startHomeserver.ts';
import { api } from '../people/api.ts';
import { signIn } from '../people/signIn.ts';

/** Through a device that is gone again before the app signs in. */
export async function joinByApi(homeserver: Homeserver, account: Account, room: string): Promise<void> {
  const { token } = await signIn(homeserver.url, account);
  const session = api({ homeserver: homeserver.url, token });
  await session.post(`v3/join/${encodeURIComponent(room)}`, {});
  await session.post('v3/logout', {});
}
