import type { KoaContextWithOIDC } from 'oidc-provider';
import { registerSecret } from '../../run/secretsUsed.ts';
import type { Endpoint, Fault, RecordedCall, RequestFilter } from '../wire.ts';
import type { State } from './state.ts';

const endpoints: readonly (readonly [string, Endpoint])[] = [
  ['/.well-known/', 'metadata'],
  ['/oauth2/registration', 'registration'],
  ['/authorize', 'authorization'],
  ['/interaction/', 'interaction'],
  ['/oauth2/token', 'token'],
  ['/oauth2/introspect', 'introspection'],
  ['/oauth2/revoke', 'revocation'],
  ['/oauth2/device', 'deviceAuthorization'],
  ['/link', 'deviceApproval'],
  ['/account', 'account'],
  ['/oauth2/userinfo', 'userinfo'],
  ['/oauth2/keys', 'keys'],
];

export type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;

export const matches = (filter: RequestFilter, call: RecordedCall): boolean =>
  (filter.endpoint === undefined || filter.endpoint === call.endpoint) &&
  (filter.grantType === undefined || filter.grantType === call.body.grant_type);

/** Records every request, does the harm that is asked for, and lets the rest pass. */
export function traffic(state: State): Middleware {
  return async (ctx, next) => {
    const call = await record(ctx, state);
    const fault = takeFault(state, call);
    if (fault !== undefined && fault !== 'loseAnswer') {
      answerWith(fault, ctx);
      if (typeof fault !== 'string') call.status = fault.status;
      return;
    }
    await next();
    registerSecretsOf(ctx.body);
    if (fault === 'loseAnswer') answerWith('cut', ctx);
    else call.status = ctx.status;
  };
}

/** The body has been read then; oidc-provider takes it from `req.body`. */
async function record(ctx: KoaContextWithOIDC, state: State): Promise<RecordedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  Object.assign(ctx.req, { body: text });
  const body = parseBody(text, ctx.get('content-type'));
  // Synapse, as a client, is the only one that authenticates here; its codes stand in its own request log.
  const hasAuthorization = ctx.get('authorization') !== '';
  if (!hasAuthorization) registerSecretsOf(body);
  const call: RecordedCall = {
    order: state.calls.length + 1,
    endpoint: endpoints.find(([path]) => ctx.path.startsWith(path))?.[1] ?? 'other',
    method: ctx.method,
    path: ctx.path,
    query: Object.fromEntries(ctx.URL.searchParams),
    body,
    hasAuthorization,
    userAgent: ctx.get('user-agent'),
    at: Date.now(),
    status: null,
  };
  state.calls.push(call);
  return call;
}

function takeFault(state: State, call: RecordedCall): Fault | undefined {
  const found = state.faults.find(({ rule, left }) => left > 0 && matches(rule, call));
  if (found) found.left -= 1;
  return found?.rule.fault;
}

function answerWith(fault: Exclude<Fault, 'loseAnswer'>, ctx: KoaContextWithOIDC): void {
  if (typeof fault !== 'string') {
    ctx.status = fault.status;
    ctx.set(fault.headers ?? {});
    ctx.body = fault.body ?? '<html><body>This is not the server you are looking for.</body></html>';
    return;
  }
  ctx.respond = false;
  if (fault === 'cut') ctx.req.socket.destroy();
}

function parseBody(text: string, type: string): Record<string, unknown> {
  if (text === '') return {};
  if (!type.startsWith('application/json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unreadable: true };
  }
}

function registerSecretsOf(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const fields: Record<string, unknown> = { ...body };
  for (const name of ['access_token', 'refresh_token', 'id_token', 'token', 'code', 'code_verifier', 'device_code']) {
    const value = fields[name];
    if (typeof value === 'string') registerSecret(value);
  }
}
