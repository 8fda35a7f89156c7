import { openOutside } from '../window/openOutside.ts';
import { Failure } from '../../core/errors.ts';
import type { accountArgs } from '../../core/contracts/account.ts';
import type { OwnAccount, OwnDevice } from '../../core/model/ownAccount.ts';
import type { Password } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import type { HttpAnswer } from '../http/http.ts';
import { isDeactivation, isEmptyObject } from '../http/success.ts';
import { errorOfAnswer } from '../http/toError.ts';
import type { HostHandlers } from '../host/ipc.ts';
import type { OneShot } from '../session/oneShot.ts';
import { passwordMethod } from '../../core/session/method.ts';
import { AccountServer } from './accountServer.ts';
import type { AccountServerParts } from './accountServer.ts';
import { capabilitiesShape, devicesShape, profileShape } from './accountShapes.ts';
import { Confirmer } from './confirmer.ts';
import { ForgottenPassword } from './forgottenPassword.ts';
import { passwordChange } from './passwordChange.ts';
import type { PasswordChangeParts } from './passwordChange.ts';
import { whileGateHeld } from './whileGateHeld.ts';
import { recoveryKeyPaper } from '../keyFile/recoveryKeyPaper.ts';

export type AccountParts = Omit<PasswordChangeParts, 'wait'> & AccountServerParts & { readonly passwords: OneShot<Password> };

export type AccountHandlers = Pick<HostHandlers, keyof typeof accountArgs>;

/** What the page asks about the account itself. */
export function accountHandlers(parts: AccountParts): AccountHandlers {
  const server = new AccountServer(parts);
  const own = (): Account => {
    const { account } = parts.credentials;
    if (!account) throw new Failure({ code: 'sessionPaused' });
    return account;
  };
  const confirmer = new Confirmer({ server, account: own, openInBrowser: (url) => openOutside(url), toError: parts.toError });
  return {
    ...reading(server, own),
    ...ending(parts, server, confirmer, own),
    ...confirming(parts, confirmer),
    ...forgetting(parts, own),
    ...recoveryKeyPaper(() => own().userId),
  };
}

type Own = () => Account;

function reading(server: AccountServer, own: Own): Pick<AccountHandlers, 'ownAccount' | 'setDisplayName' | 'ownDevices' | 'renameDevice'> {
  return {
    ownAccount: () => ownAccount(server, own().userId),
    setDisplayName: async ({ name }) => {
      const { userId } = own();
      done(
        await server.send({ method: 'PUT', path: `/v3/profile/${encodeURIComponent(userId)}/displayname`, body: { displayname: name } }),
      );
    },
    ownDevices: () => ownDevices(server, own().deviceId),
    renameDevice: async ({ deviceId, name }) => {
      done(await server.send({ method: 'PUT', path: `/v3/devices/${encodeURIComponent(deviceId)}`, body: { display_name: name } }));
    },
  };
}

async function ownAccount(server: AccountServer, userId: string): Promise<OwnAccount> {
  const [profile, capabilities] = await Promise.all([
    server.send({ method: 'GET', path: `/v3/profile/${encodeURIComponent(userId)}` }),
    server.send({ method: 'GET', path: '/v3/capabilities' }),
  ]);
  // A person without a profile has none to show.
  const named = profile.status === 404 ? { displayname: null } : ok(profile, profileShape);
  const { 'm.change_password': password, 'm.set_displayname': name } = ok(capabilities, capabilitiesShape).capabilities;
  return { displayName: named.displayname ?? null, mayChangePassword: password?.enabled ?? true, mayChangeName: name?.enabled ?? true };
}

async function ownDevices(server: AccountServer, here: string): Promise<readonly OwnDevice[]> {
  const { devices } = ok(await server.send({ method: 'GET', path: '/v3/devices' }), devicesShape);
  return devices
    .map(({ device_id: deviceId, display_name: name, last_seen_ts: ts, last_seen_ip: ip }): OwnDevice => ({
      deviceId,
      name: name ?? null,
      lastSeenTs: ts ?? null,
      lastSeenIp: ip ?? null,
      here: deviceId === here,
    }))
    .toSorted(
      (a, b) => Number(b.here) - Number(a.here) || (b.lastSeenTs ?? 0) - (a.lastSeenTs ?? 0) || a.deviceId.localeCompare(b.deviceId),
    );
}

function ending(
  parts: AccountParts,
  server: AccountServer,
  confirmer: Confirmer,
  own: Own,
): Pick<AccountHandlers, 'removeDevices' | 'changePassword' | 'signOutEverywhere' | 'deactivate'> {
  const ended = (): void => parts.runner.send({ type: 'endedHere', now: parts.wallClock() });
  return {
    removeDevices: ({ deviceIds }) => {
      if (deviceIds.includes(own().deviceId)) throw new Failure({ code: 'badArgument', field: 'deviceIds' });
      return confirmer.begin({ path: '/v3/delete_devices', body: { devices: deviceIds }, isSuccess: isEmptyObject, done: () => undefined });
    },
    changePassword: ({ newPassword, signOutOthers }) => {
      parts.log.conceal(newPassword);
      return confirmer.begin(passwordChange({ ...parts, wait }, own(), newPassword as Password, signOutOthers));
    },
    // F2: it ends this session, too, so the engine must not be the first to hear of it.
    signOutEverywhere: () =>
      whileGateHeld(parts, async () => {
        done(await server.send({ method: 'POST', path: '/v3/logout/all', body: {} }));
        ended();
      }),
    deactivate: ({ erase }) =>
      confirmer.begin({
        path: '/v3/account/deactivate',
        isSuccess: isDeactivation,
        body: { erase },
        sending: (send) =>
          whileGateHeld(parts, async () => {
            const answer = await send();
            if (answer.status === 200 && isDeactivation(answer.json)) ended();
            return answer;
          }),
        done: () => undefined,
      }),
  };
}

function confirming(
  { log }: AccountParts,
  confirmer: Confirmer,
): Pick<AccountHandlers, 'confirmByPassword' | 'confirmInBrowser' | 'confirmDone' | 'confirmCancelled'> {
  return {
    confirmByPassword: ({ id, password }) => {
      log.conceal(password);
      return confirmer.byPassword(id, password);
    },
    confirmInBrowser: ({ id, stage }) => confirmer.inBrowser(id, stage),
    confirmDone: ({ id }) => confirmer.isDone(id),
    confirmCancelled: ({ id }) => confirmer.cancel(id),
  };
}

function forgetting(parts: AccountParts, own: Own): Pick<AccountHandlers, 'forgotPassword' | 'setForgottenPassword'> {
  const forgotten = new ForgottenPassword({ http: parts.http, homeserver: () => own().homeserver, conceal: parts.log.conceal });
  return {
    forgotPassword: ({ address }) => forgotten.ask(address.trim()),
    setForgottenPassword: async ({ newPassword }) => {
      parts.log.conceal(newPassword);
      if (!(await forgotten.set(newPassword))) return { is: 'linkNotOpened' };
      parts.passwords.put(newPassword as Password);
      parts.runner.send({ type: 'signInAgainAsked', method: passwordMethod, now: parts.wallClock() });
      return { is: 'done' };
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Shape<T> {
  readonly safeParse: (json: unknown) => { success: true; data: T } | { success: false };
}

function ok<T>(answer: HttpAnswer, shape: Shape<T>): T {
  if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
  const read = shape.safeParse(answer.json);
  if (!read.success) throw new Failure({ code: 'serverFailing', status: answer.status });
  return read.data;
}

/** The server has nothing to tell but that it was done. */
function done(answer: HttpAnswer): void {
  if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
  if (!isEmptyObject(answer.json)) throw new Failure({ code: 'serverFailing', status: answer.status });
}
