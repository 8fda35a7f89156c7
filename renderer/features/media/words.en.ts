import type { AttachmentKind } from '../../../core/features/media/attachment.ts';
import type { MediaTrouble } from '../../../core/features/media/trouble.ts';

/** In one line, in the place of a name. */
const kinds: Record<AttachmentKind, string> = {
  picture: 'Picture',
  sticker: 'Sticker',
  video: 'Video',
  audio: 'Audio',
  voice: 'Voice message',
  file: 'File',
};

const troubles: Record<MediaTrouble, string> = {
  gone: 'This file is no longer there.',
  altered: 'Not shown: this is not the file that was sent.',
  tooLarge: 'Not shown: it is too large. You can save it.',
  notShown: 'Not shown: it is of a kind that could do harm, or that Latchkey does not know. You can save it.',
  offline: 'This file could not be loaded.',
  disk: 'There is no room on this disk, or it refuses to be written.',
};

export const enMedia = {
  kinds,
  troubles,
  again: 'Try again',
  save: 'Save as…',
  saving: 'Saving…',
  saved: 'Saved.',
  open: 'Open',
  showInFolder: 'Show in folder',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  speed: 'Speed',
  show: 'Show',
  viewer: 'Picture',
  next: 'Next picture',
  previous: 'Previous picture',
  close: 'Close',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fit: 'Fit to the window',
  showPicture: (name: string) => (name === '' ? 'Show the picture' : `Show “${name}”`),
};
