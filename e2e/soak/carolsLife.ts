import { carol as carolAt, ends, type End } from './carol.ts';
import type { CarolsWorld } from './carolsWorld.ts';
import { chance } from './chance.ts';

/** One of Carol's sessions that is over, and all that was kept of it. */
export interface Ended {
  readonly end: End;
  readonly seconds: number;
}

export interface CarolsLife {
  readonly ended: readonly Ended[];
  /** Rejects as soon as a session does not end as it must. */
  readonly failed: Promise<never>;
  /** Resolves once the session under way is over. */
  readonly stop: () => Promise<void>;
}

/** Carol signs in, and her session ends for good; each of the ways in its turn. */
export function carolsLife(world: CarolsWorld, seed: number, say: (line: string) => void): CarolsLife {
  const ended: Ended[] = [];
  const carol = carolAt(world);
  const first = chance(seed, 'Carol’s endings').whole(0, ends.length - 1);
  let stopped = false;

  const life = async (): Promise<void> => {
    for (let turn = 0; !stopped; turn += 1) {
      const end = ends[(first + turn) % ends.length]!;
      await carol.signIn();
      const began = Date.now();
      await carol.meetsEnd(end);
      const seconds = (Date.now() - began) / 1_000;
      ended.push({ end, seconds });
      say(`Carol: ${end}, all gone after ${seconds.toFixed(1)} s`);
    }
  };
  const living = life();
  const failed = new Promise<never>((_, reject) => void living.catch(reject));
  failed.catch(() => undefined);
  return {
    ended,
    failed,
    stop: async () => {
      stopped = true;
      await living;
    },
  };
}
