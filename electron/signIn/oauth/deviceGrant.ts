import { z } from 'zod';
import { Failure } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import type { DeviceId } from '../../../core/ids.ts';
import type { Log } from '../../log.ts';
import type { Http, HttpAnswer } from '../../http/http.ts';
import { networkTrouble } from '../../http/toError.ts';
import { deviceCodeGrant } from './metadata.ts';
import type { AuthMetadata } from './metadata.ts';
import { errorOfOAuth, oauthErrorCode } from './oauthError.ts';
import { registerClient } from './registerClient.ts';
import { scopeFor } from './scope.ts';
import { readTokenAnswer } from './tokenAnswer.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

const page = z
  .string()
  .max(2048)
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol));
const startShape = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1).max(64),
  verification_uri: page,
  verification_uri_complete: page.nullish().catch(null),
  expires_in: z.number().positive(),
  interval: z.number().positive().max(600).default(5),
});

export interface DeviceGrantRequest {
  readonly http: Http;
  readonly log: Log;
  readonly metadata: AuthMetadata;
  readonly deviceId: DeviceId;
  readonly monotonic: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** A device authorisation that somebody may approve in any browser; `deviceCode` is secret. */
export interface DeviceGrant {
  readonly clientId: string;
  readonly deviceCode: string;
  readonly userCode: string;
  readonly uri: string;
  /** The same address with the code in it; null: the server gives none. */
  readonly uriComplete: string | null;
  /** Monotonic milliseconds. */
  readonly until: number;
  readonly intervalMs: number;
}

/** RFC 8628, 3.1. */
export async function startDeviceGrant({ http, log, metadata, deviceId, monotonic, signal }: DeviceGrantRequest): Promise<DeviceGrant> {
  if (metadata.device_authorization_endpoint == null) throw new Failure({ code: 'methodUnsupported' });
  const clientId = await registerClient(http, metadata, signal);
  const answer = await http.send({
    method: 'POST',
    url: metadata.device_authorization_endpoint,
    form: { client_id: clientId, scope: scopeFor(deviceId) },
    signal,
  });
  const start = startShape.safeParse(answer.json).data;
  if (answer.status !== 200 || !start) throw new Failure(errorOfOAuth(answer));
  log.conceal(start.device_code);
  return {
    clientId,
    deviceCode: start.device_code,
    userCode: start.user_code,
    uri: start.verification_uri,
    uriComplete: start.verification_uri_complete ?? null,
    until: monotonic() + start.expires_in * 1000,
    intervalMs: start.interval * 1000,
  };
}

/** The end of it, after a question that may have been answered with a token which never came. */
export class AfterSilence extends Failure {}

/** RFC 8628, 3.4: asks, no faster than we may, whether it has been approved (I17). */
export async function pollForToken(
  { http, metadata, signal, monotonic, pause }: DeviceGrantRequest,
  grant: DeviceGrant,
): Promise<TokenAnswer> {
  const form = { grant_type: deviceCodeGrant, device_code: grant.deviceCode, client_id: grant.clientId };
  let { intervalMs } = grant;
  let isLost = false;
  const end = (error: AppError): Failure => (isLost ? new AfterSilence(error) : new Failure(error));
  for (;;) {
    await pause(intervalMs, signal);
    if (signal.aborted) throw end({ code: 'cancelled' });
    if (monotonic() >= grant.until) throw end({ code: 'browserTimedOut' });
    const answer = await http.send({ method: 'POST', url: metadata.token_endpoint, form }).catch(noAnswer);
    const tokens = answer?.status === 200 ? readTokenAnswer(answer.json) : null;
    if (tokens) return tokens;
    const { slowerMs, pauseMs, isSilence } = answer ? pollAgain(answer, end) : { slowerMs: 0, pauseMs: silenceMs, isSilence: true };
    isLost ||= isSilence;
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
function pollAgain(
  answer: HttpAnswer,
  end: (error: AppError) => Failure,
): { readonly slowerMs: number; readonly pauseMs: number; readonly isSilence: boolean } {
  switch (oauthErrorCode(answer)) {
    case 'authorization_pending':
      return { slowerMs: 0, pauseMs: 0, isSilence: false };
    case 'slow_down':
      return { slowerMs: 5_000, pauseMs: 0, isSilence: false };
    case 'access_denied':
      throw end({ code: 'signInDenied' });
    case 'expired_token':
      throw end({ code: 'browserTimedOut' });
    case null: {
      const error = errorOfOAuth(answer);
      return {
        slowerMs: 0,
        pauseMs: error.code === 'rateLimited' ? error.retryAfterMs : silenceMs,
        isSilence: error.code !== 'rateLimited',
      };
    }
    default:
      throw end(errorOfOAuth(answer));
  }
}
