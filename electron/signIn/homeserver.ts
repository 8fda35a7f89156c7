import { z } from 'zod';
import { Failure } from '../../core/errors.ts';
import type { AccessToken, DeviceId, LoginToken, Password, RefreshToken, UserId } from '../../core/ids.ts';
import { isUserId } from '../../core/ids.ts';
import { judgeAnswer } from '../../core/session/judgeAnswer.ts';
import type { TokenVerdict } from '../../core/session/events.ts';
import { lifetimeShape, loginGrant } from '../tokens/grant.ts';
import type { Grant } from '../tokens/grant.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { refusalBy } from '../http/notItsWord.ts';
import { readBaseUrl } from '../http/serverName.ts';
import { isEmptyObject } from '../http/success.ts';
import { errorOfAnswer, errorOfLogin } from '../http/toError.ts';

/** What a sign-in gave. */
export interface NewToken {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly accessToken: AccessToken;
  /** Null: the server gives none. */
  readonly refreshToken: RefreshToken | null;
  readonly grant: Grant;
  /** How long it is to live, counted from when the request was sent; null: not announced. */
  readonly lifetimeMs: number | null;
}

interface LoginRequest {
  /** Localpart or full user ID. */
  readonly user: string;
  readonly password: Password;
  /** Null: a new device. */
  readonly deviceId: DeviceId | null;
  readonly deviceName: string | null;
}

interface TokenLoginRequest {
  readonly token: LoginToken;
  /** Null: a new device. */
  readonly deviceId: DeviceId | null;
  readonly deviceName: string | null;
}

/** Whose a token is, as far as its answer says; null: it does not. */
interface Names {
  readonly userId: UserId | null;
  readonly deviceId: DeviceId | null;
}

/** What `POST /login` gave. */
export interface LoginAnswer extends Omit<NewToken, keyof Names>, Names {
  /** Another address of the homeserver that the answer names; not checked. */
  readonly namedBaseUrl: string | null;
}

/** The few calls of the client-server API that main makes itself; `baseUrl` has no trailing slash. */
export interface Homeserver {
  readonly login: (request: LoginRequest) => Promise<LoginAnswer>;
  /** `m.login.token`, after the server's own sign-in page. */
  readonly loginByToken: (request: TokenLoginRequest) => Promise<LoginAnswer>;
  readonly whoami: (
    token: AccessToken,
  ) => Promise<{ readonly verdict: TokenVerdict; readonly userId: string | null; readonly deviceId: string | null }>;
  /** The ed25519 key that the server has for this device; null: none. */
  readonly deviceKey: (token: AccessToken, userId: UserId, deviceId: DeviceId) => Promise<string | null>;
  /** Done also where the server says, and says again when asked, that the token is already dead. */
  readonly logout: (token: AccessToken) => Promise<void>;
}

const loginShape = z.object({
  // Where an answer does not say whose its token is, whoami is asked (C7, C8): the token must not be lost with it.
  user_id: z
    .custom<UserId>((text) => typeof text === 'string' && isUserId(text))
    .nullish()
    .catch(null),
  device_id: z.string().min(1).nullish().catch(null),
  access_token: z.custom<AccessToken>((text) => typeof text === 'string' && text.length > 0),
  refresh_token: z
    .custom<RefreshToken>((text) => typeof text === 'string' && text.length > 0)
    .nullish()
    .catch(null),
  expires_in_ms: lifetimeShape(1_000),
  well_known: z
    .object({ 'm.homeserver': z.object({ base_url: z.string() }) })
    .nullish()
    .catch(null),
});
const whoamiShape = z.object({ user_id: z.string(), device_id: z.string().nullish() });
const keysShape = z.object({
  device_keys: z.record(z.string(), z.record(z.string(), z.object({ keys: z.record(z.string(), z.string()) }))),
  failures: z.record(z.string(), z.unknown()).nullish().catch(null),
});

export function homeserverAt(http: Http, baseUrl: string): Homeserver {
  const url = (path: string): string => `${baseUrl}/_matrix/client/v3${path}`;
  const server: Homeserver = {
    login: async (request) => {
      const answer = await http.send({ method: 'POST', url: url('/login'), body: loginBody(request) });
      if (answer.status !== 200) throw refusalBy('errcode', answer, errorOfLogin(answer));
      return readLogin(answer, baseUrl);
    },
    loginByToken: async (request) => {
      const answer = await http.send({ method: 'POST', url: url('/login'), body: tokenLoginBody(request) });
      if (answer.status === 200) return readLogin(answer, baseUrl);
      const error = errorOfLogin(answer);
      throw refusalBy('errcode', answer, error.code === 'badCredentials' ? { code: 'signInSpent' } : error);
    },
    whoami: async (token) => {
      const answer = await http.send({ method: 'GET', url: url('/account/whoami'), token, limitMs: 10_000 });
      const read = whoamiShape.safeParse(answer.json);
      const verdict = judgeAnswer({ status: answer.status, body: answer.json });
      if (verdict.is === 'noAnswer') return { verdict: { is: 'noAnswer', error: errorOfAnswer(answer) }, userId: null, deviceId: null };
      // 200 without the body of whoami comes from something in between, and says nothing.
      if (verdict.is === 'alive' && !read.success)
        return { verdict: { is: 'noAnswer', error: { code: 'serverFailing', status: answer.status } }, userId: null, deviceId: null };
      return { verdict, userId: read.data?.user_id ?? null, deviceId: read.data?.device_id ?? null };
    },
    deviceKey: async (token, userId, deviceId) => {
      const answer = await http.send({
        method: 'POST',
        url: url('/keys/query'),
        token,
        body: { device_keys: { [userId]: [deviceId] } },
        limitMs: 10_000,
        repeatable: true,
      });
      if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
      const read = keysShape.safeParse(answer.json);
      if (!read.success) throw new Failure({ code: 'serverFailing', status: answer.status });
      const key = read.data.device_keys[userId]?.[deviceId]?.keys[`ed25519:${deviceId}`] ?? null;
      // "Could not be asked" is no "has none", upon which everything would be destroyed (D3).
      if (key === null && Object.hasOwn(read.data.failures ?? {}, userId.slice(userId.indexOf(':') + 1)))
        throw new Failure({ code: 'serverFailing', status: answer.status });
      return key;
    },
    logout: async (token) => {
      const answer = await http.send({ method: 'POST', url: url('/logout'), token, body: {}, limitMs: 10_000 });
      if (answer.status === 200 && isEmptyObject(answer.json)) return;
      const verdict = judgeAnswer({ status: answer.status, body: answer.json });
      if (verdict.is !== 'hard') throw new Failure(errorOfAnswer(answer));
      // One answer may come from something in between: the session would live on at the server, and nobody would know.
      if ((await server.whoami(token)).verdict.is !== 'hard') throw new Failure({ code: 'serverFailing', status: answer.status });
    },
  };
  return server;
}

function readLogin(answer: HttpAnswer, baseUrl: string): LoginAnswer {
  const read = loginShape.safeParse(answer.json);
  if (!read.success) throw new Failure({ code: 'serverFailing', status: answer.status });
  const {
    user_id: userId,
    device_id: deviceId,
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in_ms: lifetimeMs,
    well_known: wellKnown,
  } = read.data;
  const named = wellKnown ? readBaseUrl(wellKnown['m.homeserver'].base_url) : null;
  return {
    userId: userId ?? null,
    deviceId: deviceId ?? null,
    accessToken,
    refreshToken: refreshToken ?? null,
    grant: loginGrant,
    lifetimeMs: lifetimeMs ?? null,
    namedBaseUrl: named === baseUrl ? null : named,
  };
}

function loginBody({ user, password, deviceId, deviceName }: LoginRequest): unknown {
  return { type: 'm.login.password', identifier: { type: 'm.id.user', user }, password, ...deviceBody(deviceId, deviceName) };
}

function tokenLoginBody({ token, deviceId, deviceName }: TokenLoginRequest): unknown {
  return { type: 'm.login.token', token, ...deviceBody(deviceId, deviceName) };
}

function deviceBody(deviceId: DeviceId | null, deviceName: string | null): Record<string, unknown> {
  return {
    // B1. A server without refresh tokens ignores it.
    refresh_token: true,
    ...(deviceId !== null && { device_id: deviceId }),
    ...(deviceName !== null && { initial_device_display_name: deviceName }),
  };
}
