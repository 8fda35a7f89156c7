import { z } from 'zod';
import { Failure } from '../../../core/errors.ts';
import type { DeviceCode } from '../../../core/session/method.ts';
import type { HttpAnswer } from '../http.ts';
import { networkTrouble } from '../toError.ts';
import type { OAuthRequest } from './authorize.ts';
import { deviceCodeGrant } from './metadata.ts';
import { errorOfOAuth, oauthErrorCode } from './oauthError.ts';
import { registerClient } from './registerClient.ts';
import { scopeFor } from './scope.ts';
import { readTokenAnswer } from './tokenAnswer.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

const page = z.string().max(2048).refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol));
const startShape = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1).max(64),
  verification_uri: page,
  verification_uri_complete: page.nullish().catch(null),
  expires_in: z.number().positive(),
  interval: z.number().positive().max(600).default(5),
});

export interface DeviceCodeRequest extends Omit<OAuthRequest, 'hint' | 'create' | 'links'> {
  readonly monotonic: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly onCode: (code: DeviceCode) => void;
}

/** RFC 8628: people type a code into the browser of another device while we ask, no faster than we may, whether they have (I17). */
export async function askByDeviceCode(request: DeviceCodeRequest): Promise<TokenAnswer & { readonly clientId: string }> {
  const { http, log, errand, metadata, deviceId, signal, onCode } = request;
  if (metadata.device_authorization_endpoint == null) throw new Failure({ code: 'methodUnsupported' });
  const clientId = await registerClient(http, metadata, signal);
  const answer = await http.send({ method: 'POST', url: metadata.device_authorization_endpoint, form: { client_id: clientId, scope: scopeFor(deviceId) }, signal });
  const start = startShape.safeParse(answer.json).data;
  if (answer.status !== 200 || !start) throw new Failure(errorOfOAuth(answer));
  log.conceal(start.device_code);
  const uriComplete = start.verification_uri_complete ?? null;
  errand.note(uriComplete ?? start.verification_uri);
  try {
    onCode({ userCode: start.user_code, uri: start.verification_uri, uriComplete });
    return { ...(await poll(request, clientId, start)), clientId };
  } finally {
    errand.done();
  }
}

async function poll({ http, metadata, signal, monotonic, pause }: DeviceCodeRequest, clientId: string, start: z.infer<typeof startShape>): Promise<TokenAnswer> {
  const until = monotonic() + start.expires_in * 1000;
  const form = { grant_type: deviceCodeGrant, device_code: start.device_code, client_id: clientId };
  let intervalMs = start.interval * 1000;
  for (;;) {
    await pause(intervalMs, signal);
    if (signal.aborted) throw new Failure({ code: 'cancelled' });
    if (monotonic() >= until) throw new Failure({ code: 'browserTimedOut' });
    const answer = await http.send({ method: 'POST', url: metadata.token_endpoint, form }).catch(noAnswer);
    const tokens = answer?.status === 200 ? readTokenAnswer(answer.json) : null;
    if (tokens) return tokens;
    const { slowerMs, pauseMs } = answer ? pollAgain(answer) : { slowerMs: 0, pauseMs: silenceMs };
    intervalMs += slowerMs;
    if (pauseMs > 0) await pause(pauseMs, signal);
  }
}

function noAnswer(cause: unknown): null {
  if (networkTrouble(cause) === null) throw cause;
  return null;
}

const silenceMs = 5_000;

/** When to ask again. The authentication service answers with 403 where RFC 8628, 3.5 says 400, so the status is not looked at. */
function pollAgain(answer: HttpAnswer): { readonly slowerMs: number; readonly pauseMs: number } {
  switch (oauthErrorCode(answer)) {
    case 'authorization_pending': return { slowerMs: 0, pauseMs: 0 };
    case 'slow_down': return { slowerMs: 5_000, pauseMs: 0 };
    case 'access_denied': throw new Failure({ code: 'signInDenied' });
    case 'expired_token': throw new Failure({ code: 'browserTimedOut' });
    case null: {
      const error = errorOfOAuth(answer);
      return { slowerMs: 0, pauseMs: error.code === 'rateLimited' ? error.retryAfterMs : silenceMs };
    }
    default: throw new Failure(errorOfOAuth(answer));
  }
}
