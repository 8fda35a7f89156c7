import { BrowserWindow } from 'electron';
import { pageOrigin } from './origins.ts';

/** The window that people see, if there is one. */
export function findPageWindow(): BrowserWindow | undefined {
  return BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(`${pageOrigin}/`));
}
