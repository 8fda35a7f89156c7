import { randomBytes } from 'node:crypto';
import { requestOk, type JsonAnswer } from '../homeserver/requestJson.ts';
import type { SignedIn } from '../people/signIn.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { Fault, OAuthSession, RecordedCall, RequestFilter, Settings } from './wire.ts';

/** An account, or its localpart. */
type Who = string | { readonly username: string };

interface DelegatingHomeserver {
  readonly url: string;
  readonly serverName: string;
  /** Synapse remembers for two minutes what it was told of a token. */
  readonly forgetIntrospections: () => Promise<void>;
}

/** What a test may do to an authorisation server and ask it; see `wire.ts` for the settings and faults. */
export interface ServerControls {
  readonly set: (changes: Partial<Settings>) => Promise<void>;
  /** Whose name the sign-in page offers to the browser. */
  readonly signsInAs: (who: Who) => Promise<void>;
  /** Harm to matching requests, until `heal` or so many `times`; `{}` matches all. The oldest rule counts. */
  readonly fail: (filter: RequestFilter, fault: Fault, options?: { readonly times?: number }) => Promise<void>;
  readonly heal: () => Promise<void>;
  readonly requests: (filter?: RequestFilter) => Promise<readonly RecordedCall[]>;
  readonly count: (filter?: RequestFilter) => Promise<number>;
  readonly waitForRequest: (filter: RequestFilter, options?: { after?: number }) => Promise<RecordedCall>;
  /** OAuth sessions that live; not those of `issueToken`. */
  readonly sessions: (who?: Who) => Promise<readonly OAuthSession[]>;
  /**
   * As in the account's pages: invalid_grant from now on, and the device is gone, unless `removesDevices` puts that off. Answers how many
   * ended.
   */
  readonly endSession: (who: Who, deviceId?: string) => Promise<number>;
  /** Its tokens count as inactive from the next request on; refreshing still answers 200. */
  readonly lock: (who: Who) => Promise<void>;
  readonly unlock: (who: Who) => Promise<void>;
  /** The homeserver alone loses the device; refreshing still answers 200. */
  readonly forgetDevice: (who: Who, deviceId: string) => Promise<void>;
  readonly allowCrossSigningReset: (who: Who) => Promise<void>;
  /** Every registered client becomes unknown: invalid_client. */
  readonly forgetClients: () => Promise<void>;
  /** A session of somebody's whose sign-in is not under test. It lives for a day. */
  readonly issueToken: (who: Who, options?: { deviceId?: string; deviceName?: string }) => Promise<SignedIn>;
  /** Settings, faults, locks and recorded requests as at first; sessions stay. */
  readonly reset: () => Promise<void>;
  /** For `startHomeserver`. */
  readonly connect: (homeserver: DelegatingHomeserver) => Promise<void>;
  readonly provisionUser: (localpart: string, displayName: string) => Promise<void>;
  readonly issueAdminToken: (localpart: string) => Promise<string>;
  readonly registerUpstream: (redirectUri: string) => Promise<{ clientId: string; clientSecret: string }>;
}

type Call = (action: string, body: unknown) => Promise<JsonAnswer['body']>;

export function serverControls(issuer: string, call: Call): ServerControls {
  let homeserver: DelegatingHomeserver | undefined;
  const act = async (action: string, body: unknown): Promise<void> => void (await call(action, body));
  const requests = (filter: RequestFilter = {}): Promise<readonly RecordedCall[]> => call('requests', filter);
  const atOnce = async (): Promise<void> => homeserver?.forgetIntrospections();

  return {
    set: (changes) => act('settings', changes),
    signsInAs: (who) => act('settings', { signsInAs: localpartOf(who) }),
    fail: (filter, fault, options = {}) => act('fail', { ...filter, fault, ...options }),
    heal: () => act('heal', {}),
    requests,
    count: async (filter) => (await requests(filter)).length,
    waitForRequest: (filter, { after = 0 } = {}) =>
      waitUntil(`a request to the authorisation server's ${filter.endpoint ?? 'anything'}`, async () =>
        (await requests(filter)).find(({ order, status }) => order > after && status !== null),
      ),
    sessions: async (who) => {
      const all: readonly OAuthSession[] = await call('sessions', {});
      return who === undefined ? all : all.filter(({ localpart }) => localpart === localpartOf(who));
    },
    endSession: async (who, deviceId) => (await call('endSession', { localpart: localpartOf(who), deviceId })).ended,
    lock: async (who) => {
      await act('lock', { localpart: localpartOf(who) });
      await atOnce();
    },
    unlock: async (who) => {
      await act('unlock', { localpart: localpartOf(who) });
      await atOnce();
    },
    forgetDevice: (who, deviceId) => act('forgetDevice', { localpart: localpartOf(who), deviceId }),
    allowCrossSigningReset: (who) => act('allowCrossSigningReset', { localpart: localpartOf(who) }),
    forgetClients: () => act('forgetClients', {}),
    issueToken: async (who, { deviceId = randomBytes(6).toString('hex').toUpperCase(), deviceName } = {}) => {
      const localpart = localpartOf(who);
      const { token } = await call('issueToken', { localpart, deviceId, deviceName });
      const userId = `@${localpart}:${homeserver?.serverName ?? ''}`;
      return { userId, deviceId, token: registerSecret(token), refreshToken: undefined };
    },
    reset: () => act('reset', {}),
    connect: async (to) => {
      homeserver = to;
      await act('connect', { homeserver: to.url });
    },
    provisionUser: (localpart, displayName) => act('provisionUser', { localpart, displayName }),
    issueAdminToken: async (localpart) => registerSecret((await call('issueToken', { localpart })).token),
    registerUpstream: (redirectUri) => registerUpstream(issuer, redirectUri, call),
  };
}

const localpartOf = (who: Who): string => (typeof who === 'string' ? who : who.username);

async function registerUpstream(issuer: string, redirectUri: string, call: Call) {
  const registered = await requestOk({
    method: 'POST',
    url: `${issuer}oauth2/registration`,
    body: {
      client_name: 'Synapse',
      application_type: 'web',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  });
  const clientId: string = registered.client_id;
  await call('trustUpstreamClient', { clientId });
  return { clientId, clientSecret: registerSecret(registered.client_secret as string) };
}
