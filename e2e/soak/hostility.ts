import type { RecordedRequest } from '../faults/exchange.ts';
import type { Proxy } from '../faults/startProxy.ts';
import { chance, type Chance } from './chance.ts';
import { decide } from './faults.ts';

export interface Hostility {
  /** Faults done so far, by name, commonest first. */
  readonly counts: () => readonly (readonly [string, number])[];
  readonly requests: () => number;
  /** The last ones, oldest first. */
  readonly lastDecisions: () => readonly string[];
  readonly end: () => void;
}

const remembered = 60;

/** From now on every request of the app is at the mercy of the seed. `purpose` tells one network from another. */
export function beHostile(network: Proxy, seed: number, purpose: string, now: () => string): Hostility {
  const chances = new Map<string, Chance>();
  const counts = new Map<string, number>();
  const last: string[] = [];
  let requests = 0;
  const decideFor = (request: RecordedRequest) => {
    const kind = kindOf(request);
    const ofKind = chances.get(kind) ?? chance(seed, `${purpose} ${kind}`);
    chances.set(kind, ofKind);
    const decision = decide(ofKind, kind, isTrusted(request));
    requests += 1;
    if (decision.name !== 'pass') counts.set(decision.name, (counts.get(decision.name) ?? 0) + 1);
    last.push(`${now()} ${String(request.order).padStart(6)} ${kind.padEnd(32)} ${request.token ?? '-'} ${decision.name}`);
    if (last.length > remembered) last.shift();
    return decision;
  };
  const rule = network.on(
    () => true,
    (passing, forward) => decideFor(passing.record).effect(passing, forward),
  );
  return {
    counts: () => [...counts].sort(([, a], [, b]) => b - a),
    requests: () => requests,
    lastDecisions: () => last,
    end: rule.remove,
  };
}

/** Method and endpoint without what names a room, an event or a transaction: equal requests share one generator. */
function kindOf({ method, path }: Pick<RecordedRequest, 'method' | 'path'>): string {
  const known =
    /\/(sync|send|messages|keys\/\w+|sendToDevice|login|logout|refresh|whoami|receipt|read_markers|typing|members|state|versions|filter|pushrules|capabilities|account_data|room_keys|devices|well-known)\b/.exec(
      path,
    )?.[1];
  return `${method} ${known ?? 'other'}`;
}

/** Whoami confirms a hard logout, what `/refresh`, `/login` and `/logout` say of the token is the server's last word. */
const isTrusted = ({ path }: RecordedRequest): boolean => /\/(whoami|refresh|login|logout)$/.test(path);
