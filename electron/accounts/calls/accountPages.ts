import { Failure } from '../../../core/errors.ts';
import type { HostHandlers } from '../../host/ipc.ts';
import type { Credentials } from '../../session/credentials.ts';
import type { SessionRunner } from '../../session/sessionRunner.ts';
import type { Browser } from '../../signIn/browser/systemBrowser.ts';
import { accountLink, accountLinks } from '../../signIn/oauth/accountLinks.ts';
import type { AuthMetadata } from '../../signIn/oauth/metadata.ts';
import type { MetadataCache } from '../../signIn/oauth/metadataCache.ts';
import { accountOf } from './accountOf.ts';

export interface AccountPagesParts {
  readonly runner: Pick<SessionRunner, 'state'>;
  readonly credentials: Pick<Credentials, 'tokens'>;
  readonly metadata: MetadataCache;
  readonly browser: Browser;
}

/** An authorisation server's own pages about the account (I13). */
export function accountPages({
  runner,
  credentials,
  metadata,
  browser,
}: AccountPagesParts): Pick<HostHandlers, 'accountLinks' | 'openAccountLink'> {
  const ofServer = async (): Promise<AuthMetadata> => {
    const found = await metadata.of(accountOf(runner).homeserver);
    if (found.is !== 'found') throw new Failure({ code: 'methodUnsupported' });
    return found.metadata;
  };
  return {
    accountLinks: async () => (credentials.tokens?.grant.is === 'oauth' ? accountLinks(await ofServer()) : null),
    openAccountLink: async ({ action, deviceId }) => {
      const link = accountLink(await ofServer(), action, deviceId);
      if (link === null) throw new Failure({ code: 'badArgument', field: 'action' });
      await browser.open(link);
    },
  };
}
