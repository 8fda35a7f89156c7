import { z } from 'zod';
import { Failure } from '../../core/errors.ts';
import { knownBrands } from '../../core/features/signIn/signInFlows.ts';
import type { SignInFlow, SsoProvider } from '../../core/features/signIn/signInFlows.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { offersCreation, offersDeviceCode } from './oauth/metadata.ts';
import type { AuthMetadata } from './oauth/metadata.ts';
import type { FoundMetadata, MetadataCache } from './oauth/metadataCache.ts';
import { offersRendezvous } from './qr/rendezvous.ts';
import { errorOfAnswer } from '../http/toError.ts';

const providerShape = z.object({
  id: z.string().min(1).max(255),
  name: z.string().min(1).max(200),
  brand: z.string().nullish().catch(null),
});
const flowShape = z.object({
  type: z.string(),
  identity_providers: z.array(z.unknown()).nullish().catch(null),
  oauth_aware_preferred: z.unknown().optional(),
  'org.matrix.msc3824.delegated_oidc_compatibility': z.unknown().optional(),
});
type Flow = z.infer<typeof flowShape>;

export interface Asked {
  readonly http: Http;
  readonly metadata: MetadataCache;
}

/** The same device never signs in by QR code (I20). */
export type Whose = 'newDevice' | 'sameDevice';

/**
 * Both APIs are asked (H9). All that can be used is offered, in the server's order (C4); none: the server has only ways that Latchkey does
 * not know.
 */
export async function signInFlows(
  { http, metadata }: Asked,
  baseUrl: string,
  whose: Whose,
  signal?: AbortSignal,
): Promise<readonly SignInFlow[]> {
  const [answer, oauth] = await Promise.all([
    http.send({ method: 'GET', url: `${baseUrl}/_matrix/client/v3/login`, limitMs: 10_000, follow: true, ...(signal && { signal }) }),
    // Trouble with the one API must not hide the other.
    metadata.of(baseUrl, signal).catch((): FoundMetadata => ({ is: 'absent' })),
  ]);
  const legacy = legacyFlows(answer);
  if (legacy === null && oauth.is !== 'found')
    throw new Failure(answer.status === 200 ? { code: 'serverFailing', status: 200 } : errorOfAnswer(answer));
  const own: readonly SignInFlow[] = oauth.is === 'found' ? [await oauthFlow(http, baseUrl, oauth.metadata, whose, signal)] : [];
  const preferred = (legacy ?? []).find((flow) => flow.type === 'm.login.sso' && isPreferred(flow));
  // The preferred flow leads to the same pages as OAuth does, for clients that know nothing better.
  if (preferred) return own.length > 0 ? own : readFlow(preferred);
  return [...own, ...(legacy ?? []).flatMap(readFlow)];
}

async function oauthFlow(
  http: Http,
  baseUrl: string,
  metadata: AuthMetadata,
  whose: Whose,
  signal: AbortSignal | undefined,
): Promise<SignInFlow> {
  const deviceCode = offersDeviceCode(metadata);
  // The device that scans approves a device code.
  const qr = whose === 'newDevice' && deviceCode && (await offersRendezvous(http, baseUrl, signal));
  return { is: 'oauth', deviceCode, create: offersCreation(metadata), qr };
}

/** Null: the server did not say. */
function legacyFlows(answer: HttpAnswer): readonly Flow[] | null {
  if (answer.status === 404) return [];
  if (answer.status !== 200) return null;
  const read = z.object({ flows: z.array(z.unknown()) }).safeParse(answer.json);
  return read.success ? read.data.flows.flatMap((flow) => flowShape.safeParse(flow).data ?? []) : null;
}

function isPreferred(flow: Flow): boolean {
  return flow.oauth_aware_preferred === true || flow['org.matrix.msc3824.delegated_oidc_compatibility'] === true;
}

function readFlow(flow: Flow): readonly SignInFlow[] {
  if (flow.type === 'm.login.password') return [{ is: 'password' }];
  if (flow.type !== 'm.login.sso') return [];
  const providers = (flow.identity_providers ?? []).flatMap(readProvider);
  return [{ is: 'sso', providers: providers.length > 0 ? providers : [{ id: null, name: null, brand: null }] }];
}

function readProvider(value: unknown): readonly SsoProvider[] {
  const read = providerShape.safeParse(value);
  if (!read.success) return [];
  const { id, name, brand } = read.data;
  return [{ id, name, brand: knownBrands.find((known) => known === brand) ?? null }];
}
