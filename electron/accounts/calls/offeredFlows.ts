import type { HostHandlers } from '../../host/ipc.ts';
import type { Http } from '../../http/http.ts';
import type { Credentials } from '../../session/credentials.ts';
import type { SessionRunner } from '../../session/sessionRunner.ts';
import type { MetadataCache } from '../../signIn/oauth/metadataCache.ts';
import { signInFlows } from '../../signIn/signInFlows.ts';
import { accountOf } from './accountOf.ts';

export interface OfferedFlowsParts {
  readonly runner: Pick<SessionRunner, 'state'>;
  readonly credentials: Pick<Credentials, 'tokens'>;
  readonly http: Http;
  readonly metadata: MetadataCache;
}

/** By which ways one can sign in again (C4). */
export function offeredFlows(parts: OfferedFlowsParts): Pick<HostHandlers, 'signInFlows' | 'usualFlows'> {
  const { runner, credentials } = parts;
  return {
    signInFlows: () => signInFlows(parts, accountOf(runner).homeserver, 'sameDevice'),
    usualFlows: () =>
      credentials.tokens?.grant.is === 'oauth' ? [{ is: 'oauth', deviceCode: false, create: false, qr: false }] : [{ is: 'password' }],
  };
}
