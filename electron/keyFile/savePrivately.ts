import { app, dialog } from 'electron';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { findPageWindow } from '../window/findPageWindow.ts';

/** Asks people where to keep a text, over the window that they see; false: they called it off. */
export async function savePrivately(text: string, fileName: string, filterName: string): Promise<boolean> {
  const options = { defaultPath: join(app.getPath('documents'), fileName), filters: [{ name: filterName, extensions: ['txt'] }] };
  const page = findPageWindow();
  const { canceled, filePath } = await (page ? dialog.showSaveDialog(page, options) : dialog.showSaveDialog(options));
  if (canceled || !filePath) return false;
  // Whoever else uses this computer has no business with it.
  await writeFile(filePath, text, { mode: 0o600 });
  return true;
}
