import type { Settings } from './hostCalls.ts';

/** What is set before anybody has chosen. Beside the shape and not in its file: that would bring zod into the page. */
export const firstSettings: Settings = {
  theme: 'system',
  hideWhileSignedOut: false,
  roomsWidth: 264,
  roomsCollapsed: false,
  zoom: 1,
  lookForUpdates: true,
  mediaSpaceMb: 1024,
  privateReceipts: false,
  emojiTone: 0,
};
