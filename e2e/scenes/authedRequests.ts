import type { RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';

/** Requests that carried a token and came after `mark`. */
export const authedSince = (network: Proxy, mark: number): readonly RecordedRequest[] =>
  network.requests(({ order, token }) => order > mark && token !== undefined);

/** `METHOD /path` of each, for assertions that print well. */
export const lines = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/_matrix\/client/, '')}`);

/** The last `next_batch` that the app was given. */
export function lastNextBatch(network: Proxy): string {
  const answers = network.requests({ path: '/sync' }).flatMap((request) => {
    const outcome = request.outcome();
    return outcome.kind === 'answered' && outcome.status === 200 ? [outcome.json().next_batch as string] : [];
  });
  const last = answers.at(-1);
  if (last === undefined) throw new Error('no sync was answered yet');
  return last;
}

export const since = (request: RecordedRequest): string | null => new URLSearchParams(request.query).get('since');
