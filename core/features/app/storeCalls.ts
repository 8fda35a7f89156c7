import { trusts } from '../../declare/declare.ts';

/** Single values that the engine keeps by a name. */
export const savedValuesOffer = {
  calls: {
    getValue: trusts<{ name: string }>().gives<string | null>(),
    putValue: trusts<{ name: string; value: string | null }>().gives<void>(),
  },
  streams: {},
};

/** How an attempt to open the files ended. */
export type StoreOutcome = 'opened' | 'created' | 'missing' | 'corrupt' | 'newer' | 'diskFull' | 'diskReadOnly';

export const storeControlOffer = {
  calls: {
    /**
     * Opens both files, of which paths say where. `key`: 32 bytes. `create` false: no file at all is an error. `corrupt`: one that nobody
     * else could give back does not open. `newer`: written by a newer Latchkey, and left as it is.
     */
    open: trusts<{ own: string; history: string; key: Uint8Array; create: boolean }>().gives<{ outcome: StoreOutcome }>(),
    /** Flushes, checkpoints the WALs and closes the files. */
    close: trusts<Record<string, never>>().gives<void>(),
  },
  streams: {},
};
