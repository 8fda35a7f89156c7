import { z } from 'zod';
import type { AccessToken, RefreshToken } from '../../../core/ids.ts';
import type { Http, HttpAnswer } from '../../http/http.ts';
import { lifetimeShape } from '../../tokens/grant.ts';
import { errorOfAnswer } from '../../http/toError.ts';
import { transient, withoutAnswer } from './refreshAnswer.ts';
import type { RefreshAnswer } from './refreshAnswer.ts';

const answerShape = z.object({
  access_token: z.custom<AccessToken>((text) => typeof text === 'string' && text.length > 0),
  refresh_token: z
    .custom<RefreshToken>((text) => typeof text === 'string' && text.length > 0)
    .nullish()
    .catch(null),
  expires_in_ms: lifetimeShape(1_000),
});

/**
 * Errors about the token itself. Synapse says M_FORBIDDEN where the specification says M_UNKNOWN_TOKEN, and M_UNRECOGNIZED where it has
 * been switched off (B11, B17).
 */
const refusals = new Set(['M_UNKNOWN_TOKEN', 'M_FORBIDDEN', 'M_UNRECOGNIZED', 'M_MISSING_PARAM', 'M_USER_DEACTIVATED']);

/** `POST /refresh`, without Authorization (B12). Rejects only upon a fault of ours. */
export async function refreshLegacy(http: Http, baseUrl: string, refreshToken: RefreshToken): Promise<RefreshAnswer> {
  try {
    return judge(await http.send({ method: 'POST', url: `${baseUrl}/_matrix/client/v3/refresh`, body: { refresh_token: refreshToken } }));
  } catch (cause) {
    return withoutAnswer(cause);
  }
}

function judge(answer: HttpAnswer): RefreshAnswer {
  const { status, json } = answer;
  if (status >= 200 && status < 300) {
    const read = answerShape.safeParse(json);
    if (!read.success) return transient(answer, { code: 'serverFailing', status });
    return {
      is: 'refreshed',
      accessToken: read.data.access_token,
      refreshToken: read.data.refresh_token ?? null,
      lifetimeMs: read.data.expires_in_ms ?? null,
    };
  }
  const error = errorOfAnswer(answer);
  const body = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  const isRefusal = status >= 400 && status < 500 && status !== 408 && status !== 429 && refusals.has(String(body['errcode']));
  if (!isRefusal) return transient(answer, error);
  const soft = status === 401 && body['errcode'] === 'M_UNKNOWN_TOKEN' && body['soft_logout'] === true;
  return { is: 'refused', soft, byClient: false, doubtful: status === 403 && body['errcode'] === 'M_FORBIDDEN', isOver: false, error };
}
