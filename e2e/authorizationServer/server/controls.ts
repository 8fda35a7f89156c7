import { randomBytes } from 'node:crypto';
import { registerSecret } from '../../run/secretsUsed.ts';
import type { FaultRule, RequestFilter, Settings } from '../wire.ts';
import { defaultSettings } from '../wire.ts';
import type { HomeserverLink } from './homeserverLink.ts';
import type { Memory } from './memory.ts';
import type { State } from './state.ts';
import { matches, type Middleware } from './traffic.ts';

interface WhoseSession {
  readonly localpart: string;
  readonly deviceId?: string;
}

/** What the suite may do, by name; the answer is JSON. */
export function controls(state: State, memory: Memory, link: HomeserverLink) {
  const owned =
    ({ localpart, deviceId }: WhoseSession) =>
    (session: { readonly localpart: string; readonly deviceId: string | null }): boolean =>
      session.localpart === localpart && (deviceId === undefined || session.deviceId === deviceId);
  return {
    connect: async ({ homeserver }: { homeserver: string }) => void (state.homeserver = homeserver),
    settings: async (changes: Partial<Settings>) => {
      state.settings = { ...state.settings, ...changes };
      await link.settle();
    },
    fail: async (rule: FaultRule) => void state.faults.push({ rule, left: rule.times ?? Infinity }),
    heal: async () => void (state.faults = []),
    requests: async (filter: RequestFilter) => state.calls.filter((call) => matches(filter, call)),
    sessions: async () => memory.sessions().map(({ localpart, deviceId, clientId }) => ({ localpart, deviceId, clientId })),
    endSession: async (whose: WhoseSession) => {
      const ended = memory.sessions().filter(owned(whose));
      const tokens = [...state.handmade].filter(([, token]) => owned(whose)(token));
      for (const { grantId } of ended) memory.endGrant(grantId);
      for (const [token] of tokens) state.handmade.delete(token);
      await link.settle();
      return { ended: ended.length + tokens.length };
    },
    lock: async ({ localpart }: WhoseSession) => void state.locked.add(localpart),
    unlock: async ({ localpart }: WhoseSession) => void state.locked.delete(localpart),
    /** The homeserver alone forgets the device; the session stays. */
    forgetDevice: ({ localpart, deviceId }: WhoseSession) => link.call('delete_device', { localpart, device_id: deviceId }),
    allowCrossSigningReset: ({ localpart }: WhoseSession) => link.call('allow_cross_signing_reset', { localpart }),
    forgetClients: async () => memory.forgetClients(),
    provisionUser: ({ localpart, displayName }: { localpart: string; displayName: string }) =>
      link.call('provision_user', { localpart, set_displayname: displayName }),
    issueToken: async ({ localpart, deviceId, deviceName }: WhoseSession & { deviceName?: string }) => {
      const token = registerSecret(`mat_${randomBytes(18).toString('base64url')}`);
      await link.provision(localpart, deviceId, deviceName);
      state.handmade.set(token, { localpart, deviceId: deviceId ?? null });
      await link.settle();
      return { token };
    },
    trustUpstreamClient: async ({ clientId }: { clientId: string }) => void state.upstreamClients.add(clientId),
    /** As it was at first, but that sessions, clients and the homeserver stay. */
    reset: async () => {
      state.settings = defaultSettings;
      state.faults = [];
      state.calls = [];
      state.locked.clear();
    },
  };
}

export type Controls = ReturnType<typeof controls>;
type ControlName = keyof Controls;

export function controlRoutes(actions: Controls, secret: string): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/_control/')) return next();
    const action = ctx.path.slice('/_control/'.length);
    if (ctx.get('x-test-secret') !== secret || !Object.hasOwn(actions, action)) return ctx.throw(403);
    const chunks: Buffer[] = [];
    for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
    const argument = JSON.parse(Buffer.concat(chunks).toString('utf8')) as never;
    try {
      ctx.body = (await actions[action as ControlName](argument)) ?? {};
    } catch (error) {
      ctx.status = 500;
      ctx.body = { error: error instanceof Error ? error.message : String(error) };
    }
  };
}
