import { pluralised } from '../../words/format.ts';
import { isolated } from '../../words/isolated.ts';

export const enAttachments = {
  attach: 'Attach',
  tray: 'Attached files',
  drop: (room: string) => `Drop to attach to ${isolated(room)}`,
  remove: (name: string) => `Remove ${isolated(name)}`,
  earlier: (name: string) => `Move ${isolated(name)} earlier`,
  later: (name: string) => `Move ${isolated(name)} later`,
  as: 'Send as',
  asPhoto: 'Full size',
  asSmaller: 'Smaller',
  asOriginal: 'Original file',
  /** Said under a picture, of what is chosen. */
  hidden: { photo: 'Without place and camera data', smaller: 'Without place and camera data', original: 'With all that the camera wrote' },
  reading: 'Reading…',
  unreadable: 'Cannot be read. Choose it again.',
  tooLarge: (limit: string) => `Too large: this server takes up to ${limit}`,
  caption: (count: number) =>
    pluralised(count, { one: 'What you write goes with it', other: 'What you write goes with the last of # files' }),
  keeping: (percent: number) => `Encrypting on this computer… ${percent} %`,
  sending: (percent: number) => `Sending… ${percent} %`,
  waits: 'Waiting to be sent',
  cancel: 'Cancel',
};
