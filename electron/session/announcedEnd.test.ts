import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RefreshToken } from '../../core/ids.ts';
import { newWorld, startMain } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';
import { probe } from './probe.ts';

const now = 1_800_000_000_000;
const life = 300_000;
const grant: Tokens['grant'] = {
  is: 'oauth',
  issuer: 'https://auth.test/',
  clientId: 'client1',
  tokenEndpoint: 'https://auth.test/token',
  revocationEndpoint: 'https://auth.test/revoke',
};

let world: World;
let main: Main;

beforeEach(async () => {
  world = newWorld();
  main = startMain(world);
  main.runner.start();
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  // As Synapse with delegated authentication: every end is hard (SESSION finding 4).
  world.server.tokens.clear();
});
afterEach(async () => {
  main.end();
  await world.remove();
});

interface Case extends Partial<Tokens> {
  /** Monotonic, from now; null: only the wall clock knows, as after a start. */
  readonly endsIn?: number | null;
}

async function verdictOf({ endsIn = null, ...more }: Case): Promise<unknown> {
  const { account, keys, tokens } = main.credentials;
  main.credentials.take(
    account!,
    keys!,
    main.profile.account(account!.slug).tokens,
    { ...tokens!, grant, refreshToken: null, lifetimeMs: life, expiresAt: now + life, ...more },
    endsIn,
  );
  return probe({ ...main, http: world.server.http, monotonic: () => 0, wallClock: () => now }, account!);
}

test.each<[string, Case]>([
  ['its announced life is over', { endsIn: -1 }],
  ['its announced life is over, by the only clock there is after a start', { expiresAt: now - 1 }],
  ['a clock that was set back before it was issued says nothing (K6)', { expiresAt: now + life + 86_400_000 }],
  ['the server no longer knows us as its client', { endsIn: 1_000, refreshRefused: 'client' }],
])(
  'I21 without a refresh token a hard answer is an expiry, or a removal, which is said to be unclear: %s (L-5, N-6)',
  async (_what, held) => {
    await expect(verdictOf(held)).resolves.toEqual({ is: 'soft', unclear: true });
  },
);

test.each<[string, Case]>([
  ['it should live on', { endsIn: 1_000 }],
  ['it should live on, after a start', { expiresAt: now + 1_000 }],
  ['no end was announced', { lifetimeMs: null, expiresAt: null }],
  ['the session is over: its refresh token was refused (I10)', { endsIn: -1, refreshRefused: 'session' }],
  ['there is a refresh token, which comes first (B5)', { endsIn: -1, refreshToken: 'mar' as RefreshToken }],
  ['it was given by the Matrix API, where soft is said', { endsIn: -1, grant: { is: 'login' } }],
])('I21 E9 but hard where %s', async (_what, held) => {
  await expect(verdictOf(held)).resolves.toEqual({ is: 'hard' });
});

test('I21 C26 an expiry that is called hard is no evidence that no sign-in was lost', async () => {
  const { slug } = main.credentials.account!;
  await main.record.change('record sign-in sent', slug, { loginSent: true });
  await expect(verdictOf({ endsIn: -1 })).resolves.toEqual({ is: 'soft', unclear: true });
  expect(main.lost.isRemembered(slug)).toBe(true);
});
