import type { Handlers } from '../../core/contracts/contract.ts';
import type { ContractOf } from '../../core/declare/declare.ts';
import { parsed } from '../../core/declare/shape.ts';
import { timelineStoreOffer } from '../../core/features/timeline/storeCalls.ts';
import type { StoreFile } from '../file/storeFile.ts';
import { People } from './people.ts';
import { quotedRows } from './reading/quotedRows.ts';
import { aboveGap, timelineRows } from './reading/timelineRows.ts';
import { Events } from './events.ts';
import { Rooms } from './rooms.ts';
import { takePage } from './taking/takePage.ts';

type TimelineCalls = Handlers<ContractOf<typeof timelineStoreOffer>>['calls'];

/** What the engine may ask and say of what is on show; whatever it says is read first. */
export function timelineHandlers(file: StoreFile): TimelineCalls {
  const { calls } = timelineStoreOffer;
  const { db } = file;
  return {
    timelineRows: (arg) => {
      const { roomId, since, older, isOnlyOlder } = parsed(calls.timelineRows, arg);
      return timelineRows(db, roomId, { since, older, isOnlyOlder });
    },
    quotedRows: (arg) => {
      const { roomId, eventIds } = parsed(calls.quotedRows, arg);
      return quotedRows(db, roomId, eventIds);
    },
    putQuoted: (arg) => {
      const { roomId, rows } = parsed(calls.putQuoted, arg);
      file.write('crash', () => {
        const room = new Rooms(db).number(roomId);
        const events = new Events(db);
        for (const row of rows) events.put(room, row);
      });
    },
    takePage: (arg) => {
      const { roomId, gap, rows, bundled, people, end } = parsed(calls.takePage, arg);
      file.write('crash', () => {
        takePage(db, { ...gap, direction: 'back', rows, bundled, end });
        const room = new Rooms(db).number(roomId);
        const known = new People(db);
        // What a page says of people is older than what a sync has said.
        const unknown = new Set(people.map(({ userId }) => userId));
        for (const { userId } of known.of(room, [...unknown])) unknown.delete(userId);
        for (const person of people) if (unknown.delete(person.userId)) known.put(room, person);
      });
    },
    aboveGap: (arg) => aboveGap(db, parsed(calls.aboveGap, arg)),
  };
}
