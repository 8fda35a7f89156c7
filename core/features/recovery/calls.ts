import { z } from 'zod/mini';
import { takes } from '../../declare/declare.ts';
import { nothing, typed } from '../../declare/pageShapes.ts';
import type { KeyKept, Recovery, RecoveryOutcome, RecoveryKeyState } from './model.ts';

export const recoveryOffer = {
  calls: {
    /** Opens the account's secret storage with what people typed: their recovery key, or their security phrase where there is one (D6). */
    recover: takes(z.strictObject({ typed })).gives<RecoveryOutcome>(),
    /** A new recovery key in groups of four, for people to keep; in force only after `keepRecoveryKey`. The engine does not remember it. */
    newRecoveryKey: takes(nothing).gives<{ readonly key: string }>(),
    /**
     * Puts a new recovery key into force, if `typed` proves that people have it (D12). The same call once more goes on where one was cut
     * off.
     */
    keepRecoveryKey: takes(z.strictObject({ key: typed, typed })).gives<KeyKept>(),
    /** People do not want to be reminded to make one; the settings still offer it. */
    putOffRecoveryKey: takes(nothing).gives<void>(),
  },
  streams: {
    recovery: takes(nothing).gives<Recovery>(),
    recoveryKeyState: takes(nothing).gives<RecoveryKeyState>(),
  },
};
