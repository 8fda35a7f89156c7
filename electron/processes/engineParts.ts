import { join } from 'node:path';
import { mendTornLog } from '../disk/mendTornLog.ts';
import type { Log } from '../log.ts';
import { isPartitionOpen, startEngineWindow } from './engineWindow.ts';
import type { AccountProcessesParts } from './accountProcesses.ts';

type EngineParts = Pick<AccountProcessesParts, 'databaseClosesMs' | 'mendDatabase' | 'startEngine'>;

/** Starts engines over databases that can be read to their end. */
export function engineParts(profileFolder: string, log: Log): EngineParts {
  const mendDatabase: EngineParts['mendDatabase'] = ({ partition }) => {
    try {
      const cut = mendTornLog(cryptoDatabaseFolder(profileFolder, partition));
      if (cut > 0) log.write('warn', `${cut} torn bytes were cut off the crypto database`);
    } catch (cause) {
      log.fault('mending the crypto database', cause);
    }
  };
  return {
    // Chromium keeps it open for two seconds after its last user.
    databaseClosesMs: 4_000,
    mendDatabase,
    startEngine: (identity, onReady, onDeath) => {
      // This run has not opened it yet; the last one may have died on a full disk.
      if (!isPartitionOpen(identity.partition)) mendDatabase(identity);
      return startEngineWindow(log, identity, onReady, onDeath);
    },
  };
}

/** As Chromium names it. */
const cryptoDatabaseFolder = (profileFolder: string, partition: string): string =>
  join(profileFolder, 'Partitions', partition.replace('persist:', ''), 'IndexedDB', 'app_engine_0.indexeddb.leveldb');
