import { app } from 'electron';
import { within } from '../../core/within.ts';
import type { Slot } from './slot.ts';

/** Folders that will not go keep no window away for longer, however many they are; no window opens before Electron is ready. */
const patienceMs = 5_000;

/** Before any window opens: goes on with the erases that were cut off, and resolves once they are done, or take too long. */
export async function finishErases(slots: readonly Slot[]): Promise<void> {
  for (const slot of slots) slot.start();
  const finished = Promise.all(slots.map(isFinished));
  // Without one there is nothing to wait for.
  if (slots.every(({ runner }) => runner.state.phase !== 'erasing')) return;
  await Promise.race([finished, app.whenReady()]);
  await within(patienceMs, finished, () => undefined);
}

async function isFinished({ runner }: Slot): Promise<void> {
  let stop = (): unknown => undefined;
  await new Promise<void>((resolve) => {
    stop = runner.listen(({ phase }) => {
      if (phase !== 'erasing') resolve();
    });
  });
  stop();
}
