import type { Account } from '../homeserver/startHomeserver.ts';

/** The only stage of user-interactive authentication that the homeserver of these tests asks for. */
export const passwordAuth = ({ userId, password }: Account) => ({
  type: 'm.login.password',
  identifier: { type: 'm.id.user', user: userId },
  password,
});
