import type { Handlers } from '../../core/contracts/contract.ts';
import type { ContractOf } from '../../core/declare/declare.ts';
import { parsed } from '../../core/declare/shape.ts';
import { historyOffer } from '../../core/features/history/calls.ts';
import type { StoreFile } from '../file/storeFile.ts';
import type { SyncTable } from '../tables/syncTable.ts';
import { giveBack, usedBytes } from '../file/freeSpace.ts';
import { forgetOlder } from './forget.ts';
import { historyWindow } from './reading/historyWindow.ts';
import { countEvents } from './kept.ts';
import { syncTaker } from './taking/takeSync.ts';

type HistoryCalls = Handlers<ContractOf<typeof historyOffer>>['calls'];

/** What the engine may ask of the history; whatever it says is read first. */
export function historyHandlers(file: StoreFile, sync: SyncTable): HistoryCalls {
  const { calls } = historyOffer;
  const taker = syncTaker(file, sync);
  return {
    takeSync: async (arg) => taker.take(parsed(calls.takeSync, arg)),
    historyWindow: (arg) => {
      const { of, from, limit } = parsed(calls.historyWindow, arg);
      return historyWindow(file.db, of, from, limit);
    },
    countHistory: (arg) => {
      const { times, from } = parsed(calls.countHistory, arg);
      return { ...countEvents(file.db, times, from), bytes: usedBytes(file) };
    },
    forgetHistory: (arg) => {
      const { before, from } = parsed(calls.forgetHistory, arg);
      return file.write('crash', () => forgetOlder(file.db, before, from));
    },
    shrinkHistory: () => ({ more: giveBack(file) }),
  };
}
