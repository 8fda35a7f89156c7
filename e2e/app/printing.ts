import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import type { App } from './launchApp.ts';

/** In the place of a printer, and of the system's dialog that no test can press: what would be printed goes to a file. */
export async function printsToFile(app: App): Promise<{ readonly pages: () => number }> {
  const file = join(makeRunSubdirectory('printed'), 'printed.pdf');
  await app.electron.evaluate(({ webContents }, path) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://latchkey/'))!;
    page.print = (async (_options: unknown, done: (printed: boolean, reason: string) => void) => {
      const pdf = await page.printToPDF({});
      process.getBuiltinModule('node:fs').writeFileSync(path, pdf);
      done(true, '');
    }) as never;
  }, file);
  return { pages: () => (readFileSync(file, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length };
}
