import { app } from 'electron';
import { clearPartition, clearTraces } from '../erase/clearTraces.ts';
import { Eraser } from '../erase/eraser.ts';
import type { EntryHold } from '../erase/eraser.ts';
import type { Services, SharedServices } from './services.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** None of them removes the entry of this name while a sign-in writes it. */
export async function holdEntry(erasers: readonly Eraser[], name: string): Promise<EntryHold> {
  const held = await Promise.all(erasers.map((eraser) => eraser.holdEntry(name)));
  return {
    written: async () => void (await Promise.all(held.map(({ written }) => written()))),
    release: () => held.forEach(({ release }) => release()),
  };
}

/** The eraser of a slot, known to all. */
export function slotEraser(all: Eraser[], countAgain: () => void): (services: Services, closeProcesses: () => Promise<void>) => Eraser {
  return (services, closeProcesses) => {
    const eraser = createEraser(
      services,
      async () => {
        await closeProcesses();
        await services.credentials.settled();
      },
      countAgain,
    );
    all.push(eraser);
    return eraser;
  };
}

/** An eraser in Electron; `countAgain`: what is unread has become less. */
export function createEraser(
  { profile, vault, record, journal, notice, durable, log }: SharedServices & Pick<Services, 'journal'>,
  closeProcesses: () => Promise<void>,
  countAgain: () => void,
): Eraser {
  return new Eraser({
    profile,
    vault,
    record,
    journal,
    notice,
    durable,
    log,
    closeProcesses,
    clearPartition: async (partition) => {
      await app.whenReady();
      await clearPartition(partition);
    },
    clearTraces: async () => {
      await app.whenReady();
      countAgain();
      await clearTraces();
    },
    wait,
  });
}
