import { never } from '../../core/never.ts';
import type { CommandLineTrouble } from './commandLine.ts';
import type { FolderTrouble } from './checkFolder.ts';

/** For the terminal and for a box on the screen. */
export interface StartWords {
  readonly title: string;
  readonly text: string;
}

export const helpText = `Latchkey, a Matrix client that keeps your history through every sign-in.

  latchkey [options] [link]

  --profile NAME   opens a second Latchkey beside the usual one, with accounts,
                   history and settings of its own; made when it is first used
  --hidden         starts without a window, as at a sign-in to the computer;
                   start Latchkey once more to see it
  --version        prints the version
  --help           prints this

What you wrote stays when Latchkey is uninstalled. To destroy it, sign out first.
`;

export function commandLineWords(trouble: CommandLineTrouble): StartWords {
  const title = 'Latchkey did not start';
  switch (trouble.is) {
    case 'profileMissing':
      return { title, text: 'After --profile comes the name of a profile, for example: latchkey --profile work' };
    case 'profileName':
      return {
        title,
        text: `“${shown(trouble.name)}” cannot be the name of a profile. Use up to 32 letters, digits, - and _, and begin with a letter or a digit.`,
      };
    case 'severalProfiles':
      return { title, text: 'One start opens one profile. Start Latchkey again for the other one.' };
    case 'misspelt':
      return { title, text: `There is no ${shown(trouble.flag)}. Did you mean ${trouble.meant}? See latchkey --help.` };
    default:
      return never(trouble);
  }
}

export function folderWords(trouble: FolderTrouble): StartWords {
  return { title: 'Latchkey cannot open its folder', text: `${folderText(trouble)}\n\nNothing has been changed or destroyed.` };
}

function folderText(trouble: FolderTrouble): string {
  const path = shown(trouble.path);
  switch (trouble.is) {
    case 'linkToNowhere':
      return `${path} is a link to ${shown(trouble.to)}, and nothing is there. If your data lie on another disk, connect it and start Latchkey again.`;
    case 'notAFolder':
      return `There is a file where a folder should be: ${path}. Move it away and start Latchkey again.`;
    case 'somebodyElses':
      return `${path} belongs to another user of this computer. Start Latchkey as the user who owns it, without sudo.`;
    case 'readOnly':
      return `Latchkey may not write to ${path}. Check the rights of this folder, and whether its disk is read-only.`;
    case 'full':
      return `The disk with ${path} is full. Make some room and start Latchkey again.`;
    case 'openElsewhere':
      return `Latchkey seems to be open on the computer “${shown(trouble.host)}”, with the same folder ${path}. Quit it there first. If it is not running there, delete the file SingletonLock in that folder.`;
    default:
      return never(trouble);
  }
}

/** Once, over the window: the older folder is not looked at again. */
export function bothFoldersWords(folder: string, older: string): StartWords {
  return {
    title: 'There are two folders with Latchkey’s data',
    text: `This is the newer one: ${shown(folder)}\n\nAn older one is left as it is: ${shown(older)}\nIf it holds the accounts you want, quit Latchkey, move the newer folder to another place, and start again.`,
  };
}

/** A path or an argument for people to read; it may be long and hold anything. */
function shown(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '�');
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
}
