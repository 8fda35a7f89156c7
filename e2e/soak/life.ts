import { setTimeout as sleep } from 'node:timers/promises';
import { alice as aliceAt, type Alice } from './alice.ts';
import { chance } from './chance.ts';
import type { Ledger } from './ledger.ts';
import type { Ending } from './phases.ts';
import { refuseCryptoWrites } from './refuseWrites.ts';
import type { World } from './world.ts';

export interface Life {
  readonly endings: readonly Ending[];
  /** How often the crypto store took nothing for a while. */
  readonly refusals: () => number;
  /** Rejects as soon as somebody cannot go on. */
  readonly failed: Promise<never>;
  /** Resolves once everybody has done what they were doing. */
  readonly stop: () => Promise<void>;
}

/** How long a message, and an end of the session, is waited for. */
const gapMs = { least: 300, most: 3_000 };
const endingGapMs = { least: 15_000, most: 45_000 };
const refusalGapMs = { least: 20_000, most: 60_000 };

/** Alice and Bob write all the time, and every so often the server ends Alice's session softly. */
export function live(world: World, book: Ledger, seed: number, say: (line: string) => void): Life {
  const { app, bob, room } = world;
  const endings: Ending[] = [];
  const stop = new AbortController();
  const alice = aliceAt(app.page, book);
  const oneAtATime = turns();

  const forever = async (purpose: string, gap: typeof gapMs, act: () => Promise<void>): Promise<void> => {
    const pause = chance(seed, `pauses of ${purpose}`);
    while (!stop.signal.aborted) {
      await sleep(pause.between(gap.least, gap.most), undefined, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) await act();
    }
  };
  const ends = chance(seed, 'endings');
  const endAndReturn = async (): Promise<void> => {
    const from = Date.now();
    await endSession(world, alice, ends, say);
    endings.push({ from, until: Date.now() });
  };
  const refuses = chance(seed, 'refused writes');
  let refusals = 0;
  const refuse = async (): Promise<void> => {
    await refuseCryptoWrites(app, refuses.between(1_000, 6_000));
    refusals += 1;
  };
  const lives = [
    forever('Bob', gapMs, async () => void (await bob.send(room, book.write('B')))),
    forever('Alice', gapMs, () => oneAtATime(alice.write)),
    forever('the server', endingGapMs, () => oneAtATime(endAndReturn)),
    forever('the disk', refusalGapMs, refuse),
  ];
  const failed = new Promise<never>((_, reject) => lives.forEach((one) => void one.catch(reject)));
  // Heard where it is raced; here only so that it is never unheard.
  failed.catch(() => undefined);
  return {
    endings,
    refusals: () => refusals,
    failed,
    stop: async () => {
      stop.abort();
      await Promise.race([Promise.all(lives), failed]);
    },
  };
}

/** The server ends the session; Alice signs in again, some times at once, some times after writing on. */
async function endSession(world: World, alice: Alice, ends: ReturnType<typeof chance>, say: (line: string) => void): Promise<void> {
  const { homeserver, alice: account, deviceId } = world;
  const [before, aside, thinks] = [ends.whole(0, 3), ends.next() < 0.4 ? ends.whole(1, 3) : 0, ends.between(0, 4_000)];
  // What is written now is on its way when the session ends.
  for (let message = 0; message < before; message += 1) await alice.write();
  const began = Date.now();
  for (let tries = 1; !(await alice.seesDialog()); tries += 1) {
    if (Date.now() > began + 180_000) throw new Error('no dialog within 180 s of the end of the session');
    // A refresh that crossed it has made tokens that outlive it.
    if (tries % 40 === 1) await homeserver.endSession({ userId: account.userId, deviceId });
    await sleep(100);
  }
  const shown = Date.now();
  if (aside > 0) {
    await alice.putsDialogAside();
    for (let message = 0; message < aside; message += 1) await alice.write();
  } else await sleep(thinks);
  await alice.signInAgain(account.password);
  say(
    `signed out softly: the dialog after ${seconds(shown - began)}, ${aside} written behind it, signed in again after ${seconds(Date.now() - shown)}`,
  );
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** One after the other, in the order in which they are asked for. */
function turns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const mine = last.then(act, act);
    last = mine;
    return mine;
  };
}
