import { Failure } from '../../../core/errors.ts';
import type { Http } from '../../http/http.ts';
import { refusalBy } from '../../http/notItsWord.ts';
import type { AuthMetadata } from './metadata.ts';
import { errorOfOAuth } from './oauthError.ts';
import { readTokenAnswer } from './tokenAnswer.ts';
import type { TokenAnswer } from './tokenAnswer.ts';

/** Spends a code at the token endpoint. A code that is no good any more asks for a new start (C14). */
export async function requestToken(http: Http, metadata: AuthMetadata, form: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  const answer = await http.send({ method: 'POST', url: metadata.token_endpoint, form });
  if (answer.status !== 200) {
    const error = errorOfOAuth(answer);
    throw refusalBy('error', answer, error.code === 'refused' && error.errcode === 'invalid_grant' ? { code: 'signInSpent' } : error);
  }
  const tokens = readTokenAnswer(answer.json);
  if (!tokens) throw new Failure({ code: 'serverFailing', status: answer.status });
  return tokens;
}
