import { answer, cut, delay, hardLogout, matrixError, pass, rewrite, rewriteJson, softLogout } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import type { Chance } from './chance.ts';

interface Fault {
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  /** Says of the token what only the server itself may say where nobody could contradict it. */
  readonly aboutToken?: true;
  /** The kinds of request that it happens to; without it, to all. */
  readonly of?: RegExp;
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
  {
    name: '429 HTML',
    weight: 1,
    make: (chance) => answer({ status: 429, html: '<h1>Slow down</h1>', headers: { 'retry-after': String(seconds(chance)) } }),
  },
  {
    name: '401 basic',
    weight: 2,
    make: () => answer({ status: 401, html: '<h1>Sign in</h1>', headers: { 'www-authenticate': 'Basic realm="x"' } }),
  },
  { name: '401 foreign code', weight: 1, make: () => matrixError(401, 'M_UNAUTHORIZED', { soft_logout: true }) },
  { name: '401 foreign JSON', weight: 1, make: () => answer({ status: 401, json: { message: 'token expired' } }) },
  { name: '401 soft', weight: 2, aboutToken: true, make: () => softLogout() },
  { name: '401 hard', weight: 1, aboutToken: true, make: () => hardLogout() },
  // The answers of the lifecycle, altered on their way: the server has done its work, and the app hears something else.
  { name: 'portal JSON', weight: 3, of: /login|logout|keys|sync/, make: () => answer({ status: 200, json: { portal: 1 } }) },
  { name: 'portal JSON after the server', weight: 3, of: /login|logout|keys/, make: () => insteadOf({ portal: 1 }) },
  {
    name: 'half an answer',
    weight: 3,
    of: /login|logout|keys|sync/,
    make: () => rewrite((real) => ({ ...real, body: real.body.subarray(0, real.body.length >> 1) })),
  },
  { name: 'hangs, then is cut', weight: 1, of: /login|logout|keys|sync/, make: (chance) => delay(chance.between(8_000, 20_000), cut()) },
  { name: 'login without a device', weight: 4, of: /login/, make: () => altered(({ device_id: _, ...rest }) => rest) },
  { name: 'login on another device', weight: 4, of: /login/, make: () => altered((login) => ({ ...login, device_id: 'ELSEWHERE' })) },
  {
    name: 'login as somebody else',
    weight: 4,
    of: /login/,
    make: () => altered((login) => ({ ...login, user_id: '@mallory:elsewhere.example' })),
  },
  { name: 'a user nobody can parse', weight: 4, of: /sync/, make: () => altered(strangersChanged) },
];

const insteadOf = (json: unknown): Effect => rewriteJson((_, status) => (status === 200 ? json : _));

/** Only successes are altered: what they are like is known. */
const altered = (change: (body: Record<string, any>) => unknown): Effect =>
  rewriteJson((body, status) => (status === 200 ? change(body) : body));

/** As a hostile server in a shared room makes the homeserver say. */
function strangersChanged(sync: Record<string, any>): unknown {
  const { changed = [], left = [] } = sync['device_lists'] ?? {};
  return { ...sync, device_lists: { changed: [...changed, '@x:bad_host', '@x:a:b:c'], left: [...left, '@x:ü.org'] } };
}

function tooMany(after: number): Effect {
  const json = { errcode: 'M_LIMIT_EXCEEDED', error: 'Made by the soak', retry_after_ms: after * 1_000 };
  return answer({ status: 429, json, headers: { 'retry-after': String(after) } });
}

export interface Decision {
  readonly name: string;
  readonly effect: Effect;
}

/** This many of a hundred requests meet no fault. */
const quietShare = 0.75;

/** `kind` as `kindOf` says; `trusted`: requests whose word about the token is the server's last: nothing on the way may forge it. */
export function decide(chance: Chance, kind: string, trusted: boolean): Decision {
  const quiet = chance.next() < quietShare;
  const possible = faults.filter(({ aboutToken, of }) => !(trusted && aboutToken) && (of?.test(kind) ?? true));
  let left = chance.next() * possible.reduce((sum, { weight }) => sum + weight, 0);
  const fault = possible.find(({ weight }) => (left -= weight) < 0) ?? possible[0]!;
  const effect = fault.make(chance);
  return quiet ? { name: 'pass', effect: pass } : { name: fault.name, effect };
}
