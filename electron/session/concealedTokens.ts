import type { Log } from '../log.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';

type Secrets = Pick<Tokens, 'accessToken' | 'refreshToken'>;

/** From now on the log writes neither of them. */
export function conceal(log: Log, { accessToken, refreshToken }: Secrets): void {
  log.conceal(accessToken);
  if (refreshToken !== null) log.conceal(refreshToken);
}

/** What was among the tokens before, and is not among those after, is used no more (L-20). */
export function retire(log: Log, before: Secrets, after: Secrets | null): void {
  for (const secret of [before.accessToken, before.refreshToken]) {
    if (secret !== null && secret !== after?.accessToken && secret !== after?.refreshToken) log.retire(secret);
  }
}
