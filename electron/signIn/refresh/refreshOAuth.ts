import type { RefreshToken } from '../../../core/ids.ts';
import type { Http, HttpAnswer } from '../../http/http.ts';
import { errorOfOAuth, oauthErrorCode } from '../oauth/oauthError.ts';
import { readTokenAnswer } from '../oauth/tokenAnswer.ts';
import { transient, withoutAnswer } from './refreshAnswer.ts';
import type { RefreshAnswer } from './refreshAnswer.ts';

export interface OAuthRefresh {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly refreshToken: RefreshToken;
}

/** Only these end a session; any other answer may be a policy, a proxy or a bad day (I8). */
const refusals = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client']);

/** RFC 6749, 6. Rejects only upon a fault of ours. */
export async function refreshOAuth(http: Http, { tokenEndpoint, clientId, refreshToken }: OAuthRefresh): Promise<RefreshAnswer> {
  try {
    return judge(
      await http.send({
        method: 'POST',
        url: tokenEndpoint,
        form: { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId },
      }),
    );
  } catch (cause) {
    return withoutAnswer(cause);
  }
}

function judge(answer: HttpAnswer): RefreshAnswer {
  if (answer.status === 200) {
    const tokens = readTokenAnswer(answer.json);
    return tokens ? { is: 'refreshed', ...tokens } : transient(answer, { code: 'serverFailing', status: answer.status });
  }
  const error = errorOfOAuth(answer);
  const code = oauthErrorCode(answer) ?? '';
  return refusals.has(code)
    ? { is: 'refused', soft: false, byClient: code !== 'invalid_grant', doubtful: false, isOver: code === 'invalid_grant', error }
    : transient(answer, error);
}
