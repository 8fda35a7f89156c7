import { BrowserWindow, app, dialog } from 'electron';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { Failure } from '../../core/errors.ts';
import { pageOrigin } from '../window/origins.ts';

const header = '-----BEGIN MEGOLM SESSION DATA-----';

/** Asks people where to keep an encrypted key file, over the window that they see; false: they called it off. */
export async function saveKeyFile(text: string): Promise<boolean> {
  // Nothing else leaves the engine this way.
  if (!text.startsWith(header)) throw new Failure({ code: 'badArgument', field: 'text' });
  const options = { defaultPath: join(app.getPath('documents'), 'latchkey-keys.txt'), filters: [{ name: 'Key file', extensions: ['txt'] }] };
  const page = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(`${pageOrigin}/`));
  const { canceled, filePath } = await (page ? dialog.showSaveDialog(page, options) : dialog.showSaveDialog(options));
  if (canceled || !filePath) return false;
  // Whoever else uses this computer has no business with it.
  await writeFile(filePath, text, { mode: 0o600 });
  return true;
}
