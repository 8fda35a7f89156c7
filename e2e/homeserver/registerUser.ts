import { createHmac } from 'node:crypto';
import { requestOk } from './requestJson.ts';

export interface NewUser {
  readonly username: string;
  readonly password: string;
  readonly displayName?: string | undefined;
  readonly admin?: boolean;
  /** Also signs in, on a device of the server's choice. */
  readonly signIn?: boolean;
}

/** Registration by shared secret: https://element-hq.github.io/synapse/latest/admin_api/register_api.html */
export async function registerUser(url: string, sharedSecret: string, user: NewUser) {
  const endpoint = `${url}/_synapse/admin/v1/register`;
  const { nonce } = await requestOk({ method: 'GET', url: endpoint });
  const parts = [nonce, user.username, user.password, user.admin ? 'admin' : 'notadmin'];
  const mac = createHmac('sha1', sharedSecret).update(parts.join('\0')).digest('hex');
  return requestOk({
    method: 'POST',
    url: endpoint,
    body: {
      nonce,
      mac,
      username: user.username,
      password: user.password,
      displayname: user.displayName ?? user.username,
      admin: user.admin ?? false,
      inhibit_login: !user.signIn,
    },
  });
}
