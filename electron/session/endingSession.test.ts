import { expect, test } from 'vitest';
import type { RefreshToken } from '../../core/ids.ts';
import { livesOfMain } from './lives.fixtures.ts';
import type { Main } from './session.fixtures.ts';
import { saveTokens } from '../tokens/sealedTokens.ts';
import type { Tokens } from '../tokens/sealedTokens.ts';

const grant: Tokens['grant'] = {
  is: 'oauth',
  issuer: 'https://auth.test/',
  clientId: 'client1',
  tokenEndpoint: 'https://auth.test/token',
  revocationEndpoint: 'https://auth.test/revoke',
};
const { world, start } = livesOfMain();

/** Signed in by OAuth; the tokens lie sealed. */
async function oauthLife(): Promise<Main> {
  const first = start();
  await first.until('signedOut');
  first.signIn();
  await first.until('opening');
  await first.settled();
  const { account, keys, tokens } = first.credentials;
  first.end();
  await saveTokens(
    first.profile.account(account!.slug).tokens,
    { ...tokens!, grant, refreshToken: 'mar_refresh' as RefreshToken },
    keys!.tokens,
  );
  const main = start();
  await main.until('opening');
  main.runner.send({ type: 'engineReady' });
  return main;
}

const endThere = (error = 'invalid_grant'): unknown => world().server.http.on('/token', () => ({ status: 400, json: { error } }));

test('I12 I10 ended in the account pages while the homeserver’s memory still says 200: not a living session, not over a start either, and erased when the device goes', async () => {
  const main = await oauthLife();
  endThere();
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.until('checking');
  await main.settled();
  expect(main.runner.state).toMatchObject({ phase: 'checking', problem: null, refreshable: false });
  expect(main.gate.isOpen).toBe(false);
  main.end();
  const next = start();
  await next.until('checking');
  await next.settled();
  expect(next.runner.state.phase).toBe('checking');
  expect(next.opened, 'what was kept is there to be destroyed or to go on with').toHaveLength(1);
  expect(next.gate.isOpen).toBe(false);
  world().server.tokens.clear();
  next.runner.send({ type: 'retryAsked' });
  await next.until('erased');
  expect(next.runner.state).toMatchObject({ reason: 'signedOutElsewhere' });
});

test('I8 but where it is we whom the authorisation server does not know, a 200 is what it says', async () => {
  const main = await oauthLife();
  endThere('invalid_client');
  main.runner.send({ type: 'refreshDue', epoch: 1 });
  await main.until('refreshing');
  await main.until('active');
  expect(main.runner.state).toMatchObject({ refreshable: false });
});
