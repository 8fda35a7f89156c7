import type { Async } from '../../../core/async.ts';
import type { ServerLookup } from '../../../core/features/signIn/hostCalls.ts';
import { words } from '../../words/words.ts';

export interface Note {
  readonly is: 'hint' | 'ok' | 'error';
  readonly text: string;
}

/** What stands under "Homeserver" while its name is looked up. */
export function lookupNote(lookup: Async<ServerLookup>): Note | null {
  if (lookup.is === 'idle') return null;
  if (lookup.is === 'loading') return { is: 'hint', text: words.signIn.lookingUp };
  if (lookup.is === 'failed') return { is: 'error', text: words.errors(lookup.error).text };
  const found = lookup.value;
  if (found.is === 'failed') return { is: 'error', text: words.errors(found.error).text };
  if (found.flows.length === 0) return { is: 'error', text: words.signIn.noWay };
  const host = hostOf(found.baseUrl);
  return {
    is: 'ok',
    text: host === found.serverName || host === null ? words.signIn.found(found.serverName) : words.signIn.foundAt(found.serverName, host),
  };
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
