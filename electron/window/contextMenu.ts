import { clipboard, Menu } from 'electron';
import type { WebContents } from 'electron';
import { contextMenuItems, type MenuActs } from './contextMenuItems.ts';

/** The menu of the right button. Where the page has one of its own, that one comes instead. */
export function followContextMenu(contents: WebContents): void {
  const acts: MenuActs = { replaceWord: (by) => contents.replaceMisspelling(by), copyText: (text) => clipboard.writeText(text) };
  contents.on('context-menu', (_event, clicked) => {
    const items = contextMenuItems(clicked, acts);
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
