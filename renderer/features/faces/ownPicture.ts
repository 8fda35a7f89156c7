import { readPerson } from '../../../core/features/rooms/readRoom.ts';
import { unreadable } from '../../../core/read/read.ts';
import { listenEngine } from '../../bridge/engineLink.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** Which picture the account itself has. */
export const useOwnPicture = perAccount<{ readonly picture: string | undefined }>(() => ({ picture: undefined }));

export function followOwnPicture(slot: string): () => void {
  return listenEngine(
    'me',
    {},
    (value) => {
      const person = readPerson(value);
      if (person !== unreadable) useOwnPicture.of(slot).setState({ picture: person.picture });
    },
    slot,
  );
}
