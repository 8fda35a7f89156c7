import { app, dialog } from 'electron';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartWords } from './startWords.ts';

/**
 * Why nothing is opened, in the terminal and in a box on the screen; ends the process when that has been read. Before Electron is ready.
 */
export async function sayAndEnd({ title, text }: StartWords): Promise<void> {
  process.stderr.write(`${title}. ${text}\n`);
  if (!hasScreen()) return app.exit(1);
  // Chromium puts its own files somewhere, and this must not be the folder that cannot be used.
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-'));
  app.setPath('userData', folder);
  app.on('quit', () => rmSync(folder, { recursive: true, force: true }));
  await app.whenReady();
  await dialog.showMessageBox({ type: 'error', title: 'Latchkey', message: title, detail: text, buttons: ['Quit'] });
  app.exit(1);
}

const hasScreen = (): boolean => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
