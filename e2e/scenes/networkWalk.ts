import { cut } from '../faults/effects.ts';
import type { RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';

type IsDue = (request: RecordedRequest) => boolean;

/** Once: only that request is cut. For good: nothing passes any more until the network comes back. */
export interface Death {
  /** Asked of each request in turn, until it says yes. */
  readonly isDue: IsDue;
  /** The server still does its work, so that just the answer is lost. */
  readonly afterServer: boolean;
  readonly forGood: boolean;
}

export interface DyingNetwork {
  /** The request in which the network died; undefined: it has not. */
  readonly victim: () => RecordedRequest | undefined;
  /** How many requests it has swallowed. */
  readonly swallowed: () => number;
  readonly heal: () => void;
}

/** From now on the network dies inside the first request that is due; preflights are not asked about. */
export function letDie(network: Proxy, { isDue, afterServer, forGood }: Death): DyingNetwork {
  let victim: RecordedRequest | undefined;
  let swallowed = 0;
  const swallow = (): boolean => {
    swallowed += 1;
    return true;
  };
  const later = network.on(() => forGood && victim !== undefined && swallow(), cut());
  const first = network.on(
    (request) => {
      if (victim !== undefined || !isDue(request)) return false;
      victim = request;
      return swallow();
    },
    cut({ afterServer }),
    { times: 1 },
  );
  const heal = (): void => {
    first.remove();
    later.remove();
  };
  return { victim: () => victim, swallowed: () => swallowed, heal };
}

/**
 * The network dies in one request after another until a run has none in which it has not died yet; answers where it died. What tells them
 * apart is what they ask for and how often, not their place: some are under way side by side, in another order each time.
 */
export async function walkDeaths(
  run: (at: number, isDue: IsDue) => Promise<RecordedRequest | undefined>,
): Promise<readonly RecordedRequest[]> {
  const victims: RecordedRequest[] = [];
  const died = new Map<string, number>();
  for (let at = 1; ; at += 1) {
    const met = new Map<string, number>();
    const victim = await run(at, (request) => countOne(met, request) > (died.get(kindOf(request)) ?? 0));
    if (victim === undefined) return victims;
    victims.push(victim);
    countOne(died, victim);
  }
}

function countOne(counts: Map<string, number>, request: RecordedRequest): number {
  const count = (counts.get(kindOf(request)) ?? 0) + 1;
  counts.set(kindOf(request), count);
  return count;
}

/** Without the ids in its path. */
const kindOf = ({ method, path }: RecordedRequest): string =>
  `${method} ${path
    .split('/')
    .map((part) => (/^(%40|%21|%24|[@!$]|m\.secret_storage\.key\.)|\d{6}/.test(part) ? '*' : part))
    .join('/')}`;
