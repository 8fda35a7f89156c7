import { afterEach, beforeEach } from 'vitest';
import type { RoomAnswer } from '../../core/features/history/answer.ts';
import type { EventRow } from '../../core/features/history/rows.ts';
import type { RoomId } from '../../core/ids.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { opened, storeFolder, type StoreFolder } from '../file/storeFolder.fixtures.ts';
import { answerIn } from './answers.fixtures.ts';
import { takeRoom } from './taking/takeRoom.ts';

/** Most is told of this one. */
export const room: RoomId = '!a:example.org';
export const other: RoomId = '!b:example.org';

/** For each test a history of its own, which goes with the test. */
export function historyOfTest() {
  let folder: StoreFolder;
  let file: StoreFile;

  beforeEach(() => {
    folder = storeFolder();
    file = opened(folder.path);
  });
  afterEach(() => {
    file.close();
    folder.remove();
  });

  return {
    file: (): StoreFile => file,
    /** As a sync brings them. */
    take: (events: readonly EventRow[], change: Partial<RoomAnswer> = {}): ReturnType<typeof takeRoom> =>
      file.write('crash', () => takeRoom(file.db, answerIn(room, events, change))),
  };
}
