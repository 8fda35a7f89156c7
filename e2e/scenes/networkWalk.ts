import { cut } from '../faults/effects.ts';
import type { RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';

/** Once: only that request is cut. For good: nothing passes any more until the network comes back. */
export interface Death {
  readonly at: number;
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

/** From now on the network dies inside the `at`-th request, counted from 1; preflights do not count. */
export function letDie(network: Proxy, { at, afterServer, forGood }: Death): DyingNetwork {
  let victim: RecordedRequest | undefined;
  let count = 0;
  let swallowed = 0;
  const swallow = (): boolean => {
    swallowed += 1;
    return true;
  };
  const later = network.on(() => forGood && victim !== undefined && swallow(), cut());
  const first = network.on(
    (request) => {
      count += 1;
      if (count !== at) return false;
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

/** The network dies in the 1st request, the 2nd … until a run is over before it does; answers where it died. */
export async function walkDeaths(run: (at: number) => Promise<RecordedRequest | undefined>): Promise<readonly RecordedRequest[]> {
  const victims: RecordedRequest[] = [];
  for (let at = 1; ; at += 1) {
    const victim = await run(at);
    if (victim === undefined) return victims;
    victims.push(victim);
  }
}
