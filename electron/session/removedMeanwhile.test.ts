import { afterEach, expect, test } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { newWorld, startMain, user } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

const worlds: World[] = [];
const lives: Main[] = [];
afterEach(async () => {
  for (const main of lives.splice(0)) main.end();
  for (const world of worlds.splice(0)) await world.remove();
});

function life(world: World): Main {
  const main = startMain(world);
  lives.push(main);
  main.runner.start();
  return main;
}

async function expired(): Promise<{ world: World; main: Main }> {
  const world = newWorld();
  worlds.push(world);
  const main = life(world);
  await main.until('signedOut');
  main.signIn();
  await main.until('opening');
  await main.credentials.learnIdentity({ ed25519: 'our key', curve25519: 'curve', published: true });
  world.server.deviceKeys.set('DEVICE1', 'our key');
  main.runner.send({ type: 'engineReady' });
  await main.settled();
  world.server.expireAll();
  main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
  await main.until('expired');
  return { world, main };
}

/** Somebody removes the device at that request of the session: as it comes in, or once it was answered. */
function removeAt({ server }: World, at: number, when: 'before' | 'after'): () => HttpRequest | null {
  const { send } = server.http;
  let count = 0;
  let victim: HttpRequest | null = null;
  const remove = (request: HttpRequest): void => {
    victim = request;
    server.tokens.clear();
    server.deviceKeys.clear();
  };
  server.http.send = async (request): Promise<HttpAnswer> => {
    const isDue = ++count === at;
    if (isDue && when === 'before') remove(request);
    const isDead = request.token !== undefined && !server.tokens.has(request.token);
    const answer = await send(request);
    if (isDue && when === 'after') remove(request);
    // The fixture's own answers to anybody who asks for keys.
    return isDead && request.url.endsWith('/keys/query')
      ? { ...answer, status: 401, json: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: false } }
      : answer;
  };
  return () => victim;
}

/** What the next sync, or the next try of somebody who sits there, comes to. */
async function goOn(main: Main): Promise<void> {
  await main.until('opening', 'active', 'expired', 'erased');
  const { phase } = main.runner.state;
  if (phase === 'expired') main.signInAgain();
  if (phase === 'opening') main.runner.send({ type: 'engineReady' });
  if (phase === 'opening' || phase === 'active')
    main.runner.send({ type: 'tokenJudged', epoch: main.credentials.epoch, verdict: { is: 'hard' }, now: Date.now() });
  await main.settled();
}

for (const when of ['before', 'after'] as const) {
  for (const then of ['one more try', 'a restart'] as const) {
    test(`C16 D3 E10 C26 the device is removed right ${when} the server answers each request of signing in again, then ${then}: it ends in an erase, and no look-alike is left`, async () => {
      const met: string[] = [];
      for (let at = 1; at < 30; at += 1) {
        const { world, main } = await expired();
        const victim = removeAt(world, at, when);
        main.signInAgain();
        await main.until('resuming', 'checking');
        await main.until('active', 'expired', 'erased');
        await main.settled();
        const hit = victim();
        if (!hit) break;
        const place = `${hit.method} ${new URL(hit.url).pathname.replace(/^.*\/v3/, '')}`;
        met.push(place);
        let last = main;
        if (main.runner.state.phase !== 'erased' && then === 'a restart') {
          main.end();
          last = life(world);
        }
        for (let turn = 0; turn < 3 && last.runner.state.phase !== 'erased'; turn += 1) await goOn(last);
        expect(last.runner.state.phase, place).toBe('erased');
        expect(world.vault.entries.has(user), place).toBe(false);
        expect([...world.server.tokens], `${place}: no device that nobody can encrypt to`).toEqual([]);
      }
      expect(met).toEqual(expect.arrayContaining(['GET /account/whoami', 'POST /login', 'POST /keys/query']));
    });
  }
}
