// The tour, on whatever display it is given; exits 0 only if every check held.
import { cleanUpAtEnd } from '../../cleanUp.ts';
import { findElectron } from '../../electronRuntime.mjs';
import { setStage } from '../stage.ts';
import { takeStep } from './steps.ts';
import { openTour } from './tour.ts';

async function runTour(): Promise<boolean> {
  const cleanUp = cleanUpAtEnd();
  const began = performance.now();
  try {
    console.log(`A private homeserver, two people, an encrypted room; ${findElectron()?.words ?? ''}`);
    const stage = await setStage(cleanUp);
    const { app, steps } = await openTour(stage, cleanUp);
    for (const [index, step] of steps.entries()) {
      if (!(await takeStep(index + 1, step, () => app.page))) return false;
    }
    console.log(`\nEvery check held, ${((performance.now() - began) / 1000).toFixed(1)} s in all.`);
    return true;
  } finally {
    await cleanUp.run();
  }
}

process.exit((await runTour().catch((cause: unknown) => (console.error(cause), false))) ? 0 : 1);
