import { join } from 'node:path';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import type { App } from './launchApp.ts';

/** Answers the system's own dialog "Save as", which no test can press: with a file in a folder of the test's, or by calling it off. */
export async function answerSaveDialog(app: App, answer: 'save' | 'cancel'): Promise<string> {
  const filePath = join(makeRunSubdirectory('saved'), 'keys.txt');
  await app.electron.evaluate(
    ({ dialog }, [path, canceled]) => {
      dialog.showSaveDialog = () =>
        Promise.resolve({ canceled: canceled === 'cancel', filePath: canceled === 'cancel' ? '' : path }) as never;
    },
    [filePath, answer] as const,
  );
  return filePath;
}
