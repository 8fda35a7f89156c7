import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../disk/writeDurably.ts';
import type { Log } from '../log.ts';
import type { Profile } from './profile.ts';
import { bothFoldersWords } from './startWords.ts';

const shape = z.object({ v: z.literal(1), older: z.string() });

/** Once for each such folder, over the window that people see. */
export function tellOfOlder(page: BrowserWindow, { folder }: Pick<Profile, 'folder'>, older: string, log: Log): void {
  const path = join(folder, 'toldOfOlder.json');
  if (wasTold(path) === older) return;
  const { title, text } = bothFoldersWords(folder, older);
  const tell = async (): Promise<void> => {
    await dialog.showMessageBox(page, { type: 'info', title: 'Latchkey', message: title, detail: text });
    await writeDurably(path, JSON.stringify({ v: 1, older }));
  };
  const now = (): void => void tell().catch((cause: unknown) => log.fault('telling of the older folder', cause));
  if (page.isVisible()) now();
  else page.once('show', now);
}

function wasTold(path: string): string | null {
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8'))).older;
  } catch {
    return null;
  }
}
