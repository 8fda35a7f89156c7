import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

/** What the platform needs for its own shortcuts: quit, edit, window. */
export function setMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'quit', accelerator: 'Ctrl+Q' }] },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
