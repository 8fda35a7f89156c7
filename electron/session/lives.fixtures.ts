import { afterEach, beforeEach } from 'vitest';
import { newWorld, startMain } from './session.fixtures.ts';
import type { Main, World } from './session.fixtures.ts';

type Electron = Parameters<typeof startMain>[2];

/** For each test a world of its own, with the lives of main in it, one after the other; all end with the test. */
export function livesOfMain({ graceMs = 0 } = {}) {
  let world: World | undefined;
  const lives: Main[] = [];

  beforeEach(() => {
    world = newWorld();
    world.graceMs = graceMs;
  });
  afterEach(async () => {
    for (const main of lives.splice(0)) main.end();
    await world?.remove();
  });

  const here = (): World => {
    if (!world) throw new Error('a world is there while a test runs');
    return world;
  };

  function start(electron: Electron = {}): Main {
    const main = startMain(here(), undefined, electron);
    lives.push(main);
    main.runner.start();
    return main;
  }

  /** Signed in, with keys that the server has, where they are `published`; the engine is `ready`. */
  async function signedIn({
    published = true,
    lifetimeMs = null,
    ready = true,
    electron = {},
  }: { published?: boolean; lifetimeMs?: number | null; ready?: boolean; electron?: Electron } = {}): Promise<Main> {
    here().server.lifetimeMs ??= lifetimeMs;
    const main = start(electron);
    await main.until('signedOut');
    main.signIn();
    await main.until('opening');
    if (ready) {
      await main.credentials.learnIdentity({ ed25519: 'our key', curve25519: 'curve', published });
      if (published) here().server.deviceKeys.set(main.credentials.account?.deviceId ?? '', 'our key');
      main.runner.send({ type: 'engineReady' });
    }
    await main.settled();
    return main;
  }

  /** Signed in, and then signed out softly. */
  async function expired(published = true): Promise<Main> {
    const main = await signedIn({ published });
    here().server.expireAll();
    main.runner.send({ type: 'tokenJudged', epoch: 1, verdict: { is: 'soft' }, now: Date.now() });
    await main.until('expired');
    return main;
  }

  return { world: here, start, signedIn, expired };
}
