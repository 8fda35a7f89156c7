import type { OwnAccount } from '../../core/features/account/ownAccount.ts';
import type { Account } from '../../core/session/account.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { AccountServer } from './accountServer.ts';
import { capabilitiesShape, profileShape } from './accountShapes.ts';
import { mustBeDone, readAnswer } from './readAnswer.ts';

/** The name that others see, and what the server lets people change of the account. */
export function ownProfile(server: AccountServer, own: () => Account): Pick<HostHandlers, 'ownAccount' | 'setDisplayName'> {
  const path = (): string => `/v3/profile/${encodeURIComponent(own().userId)}`;
  return {
    ownAccount: () => read(server, path()),
    setDisplayName: async ({ name }) => {
      mustBeDone(await server.send({ method: 'PUT', path: `${path()}/displayname`, body: { displayname: name } }));
    },
  };
}

async function read(server: AccountServer, path: string): Promise<OwnAccount> {
  const [profile, capabilities] = await Promise.all([
    server.send({ method: 'GET', path }),
    server.send({ method: 'GET', path: '/v3/capabilities' }),
  ]);
  // A person without a profile has none to show.
  const named = profile.status === 404 ? { displayname: null } : readAnswer(profile, profileShape);
  const { 'm.change_password': password, 'm.set_displayname': name } = readAnswer(capabilities, capabilitiesShape).capabilities;
  return { displayName: named.displayname ?? null, mayChangePassword: password?.enabled ?? true, mayChangeName: name?.enabled ?? true };
}
