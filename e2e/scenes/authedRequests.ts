import type { RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';

/** Requests that carried a token and came after `mark`. */
export const authedSince = (network: Proxy, mark: number): readonly RecordedRequest[] =>
  network.requests(({ order, token }) => order > mark && token !== undefined);

/** `METHOD /path` of each, for assertions that print well. */
export const lines = (requests: readonly RecordedRequest[]): readonly string[] =>
  requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/_matrix\/client/, '')}`);

/** Every `next_batch` that the app was given, the last one last. */
export function nextBatches(network: Proxy): readonly string[] {
  return network.requests({ method: 'GET', path: '/sync' }).flatMap((request) => {
    const outcome = request.outcome();
    return outcome.kind === 'answered' && outcome.status === 200 ? [outcome.json().next_batch as string] : [];
  });
}

export const since = (request: RecordedRequest): string | null => new URLSearchParams(request.query).get('since');
