import type { AppError } from '../../core/errors.ts';
import { isUserId } from '../../core/ids.ts';
import type { AccessToken, DeviceId, UserId } from '../../core/ids.ts';
import type { Log } from '../log.ts';
import type { GivenToken } from './askForToken.ts';
import { homeserverAt } from './homeserver.ts';
import type { Http } from '../http/http.ts';
import { toError } from '../http/toError.ts';

export interface OwnerParts {
  readonly http: Http;
  readonly log: Log;
}

/** A user's device. */
export interface Device {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
}

export type Owner = ({ readonly is: 'named' } & Device) | { readonly is: 'unsaid'; readonly error: AppError };

/** Whose a token is that has just been issued, by the server's own word. Never rejects. */
export async function ownerOf({ http, log }: OwnerParts, baseUrl: string, token: AccessToken): Promise<Owner> {
  try {
    const { verdict, userId, deviceId } = await homeserverAt(http, baseUrl).whoami(token);
    switch (verdict.is) {
      case 'noAnswer':
        return { is: 'unsaid', error: verdict.error };
      case 'locked':
        return { is: 'unsaid', error: { code: 'accountLocked', message: verdict.message } };
      case 'soft':
      case 'hard':
        // The server rejects what it has just issued; nothing is concluded from that.
        return { is: 'unsaid', error: { code: 'serverFailing', status: 401 } };
      case 'alive':
        return userId !== null && isUserId(userId) && deviceId !== null && deviceId !== ''
          ? { is: 'named', userId, deviceId }
          : { is: 'unsaid', error: { code: 'wrongDevice' } };
    }
  } catch (cause) {
    return { is: 'unsaid', error: toError(cause, log) };
  }
}

export type Judged =
  { readonly is: 'ours' } | { readonly is: 'others'; readonly error: AppError } | { readonly is: 'unsure'; readonly error: AppError };

/**
 * Whose a token is that was asked for on a device of our own (C7, C8). Somebody else's is ended by the caller, and with it its device; so
 * it is only called that where whoami names another device and a second question bears it out. An answer that was altered on its way must
 * not make us end our own device.
 */
export async function judgeToken(parts: OwnerParts, baseUrl: string, ours: Device, token: GivenToken): Promise<Judged> {
  if (token.userId === ours.userId && token.deviceId === ours.deviceId) return { is: 'ours' };
  const owner = await ownerOf(parts, baseUrl, token.accessToken);
  if (owner.is === 'unsaid') return { is: 'unsure', error: owner.error };
  const isOurUser = owner.userId === ours.userId;
  if (isOurUser && owner.deviceId === ours.deviceId) return { is: 'ours' };
  if (!(await isBorneOut(parts, baseUrl, token.accessToken, ours, owner))) return { is: 'unsure', error: { code: 'wrongDevice' } };
  return { is: 'others', error: isOurUser ? { code: 'wrongDevice' } : { code: 'wrongAccount', userId: owner.userId } };
}

/** Another user may not read our account data; another device of ours is in the list of our devices. */
async function isBorneOut({ http, log }: OwnerParts, baseUrl: string, token: AccessToken, ours: Device, named: Device): Promise<boolean> {
  const isOurUser = named.userId === ours.userId;
  const path = isOurUser
    ? `/devices/${encodeURIComponent(named.deviceId)}`
    : `/user/${encodeURIComponent(ours.userId)}/account_data/m.direct`;
  try {
    const { status, json } = await http.send({ method: 'GET', url: `${baseUrl}/_matrix/client/v3${path}`, token, limitMs: 10_000 });
    const body = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
    return isOurUser ? status === 200 && body['device_id'] === named.deviceId : status === 403 && body['errcode'] === 'M_FORBIDDEN';
  } catch (cause) {
    log.fault('asking once more whose a token is', cause);
    return false;
  }
}
