import { answer, cut, delay, hardLogout, matrixError, pass, softLogout } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import type { Chance } from './chance.ts';

interface Fault {
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  /** Says of the token what only the server itself may say where nobody could contradict it. */
  readonly aboutToken?: true;
  readonly make: (chance: Chance) => Effect;
}

const seconds = (chance: Chance): number => chance.whole(1, 2);

/** What lies between app and server does to a request. */
const faults: readonly Fault[] = [
  { name: 'delay', weight: 10, make: (chance) => delay(chance.between(50, 2_500)) },
  { name: 'cut before the server', weight: 4, make: () => cut() },
  { name: 'cut after the server', weight: 4, make: () => cut({ afterServer: true }) },
  { name: '502 HTML', weight: 3, make: () => answer({ status: 502, html: '<h1>Bad gateway</h1>' }) },
  { name: '503', weight: 1, make: () => matrixError(503, 'M_UNKNOWN') },
  { name: '200 HTML', weight: 1, make: () => answer({ status: 200, html: '<h1>Welcome to our hotel</h1>' }) },
  { name: '429', weight: 2, make: (chance) => tooMany(seconds(chance)) },
  { name: '429 HTML', weight: 1, make: (chance) => answer({ status: 429, html: '<h1>Slow down</h1>', headers: { 'retry-after': String(seconds(chance)) } }) },
  { name: '401 basic', weight: 2, make: () => answer({ status: 401, html: '<h1>Sign in</h1>', headers: { 'www-authenticate': 'Basic realm="x"' } }) },
  { name: '401 foreign code', weight: 1, make: () => matrixError(401, 'M_UNAUTHORIZED', { soft_logout: true }) },
  { name: '401 foreign JSON', weight: 1, make: () => answer({ status: 401, json: { message: 'token expired' } }) },
  { name: '401 soft', weight: 2, aboutToken: true, make: () => softLogout() },
  { name: '401 hard', weight: 1, aboutToken: true, make: () => hardLogout() },
];

function tooMany(after: number): Effect {
  const json = { errcode: 'M_LIMIT_EXCEEDED', error: 'Made by the soak', retry_after_ms: after * 1_000 };
  return answer({ status: 429, json, headers: { 'retry-after': String(after) } });
}

export interface Decision {
  readonly name: string;
  readonly effect: Effect;
}

/** Of a hundred requests, so many meet no fault. */
const quietShare = 0.75;

/** `trusted`: requests whose word about the token is the server's last: nothing on the way may forge it. */
export function decide(chance: Chance, trusted: boolean): Decision {
  const quiet = chance.next() < quietShare;
  const possible = faults.filter(({ aboutToken }) => !(trusted && aboutToken));
  let left = chance.next() * possible.reduce((sum, { weight }) => sum + weight, 0);
  const fault = possible.find(({ weight }) => (left -= weight) < 0) ?? possible[0]!;
  const effect = fault.make(chance);
  return quiet ? { name: 'pass', effect: pass } : { name: fault.name, effect };
}
