/** A version that the project has signed and that is newer than the one that runs. */
export interface Update {
  readonly version: string;
  /** What is new, as plain text; may be empty. */
  readonly notes: string;
  /** The size of the download. */
  readonly bytes: number;
  /** When it was signed, milliseconds since the epoch. */
  readonly issuedAt: number;
}

/** Why this copy does not look for updates itself. */
export type UpdatesOff =
  | { readonly is: 'setting' }
  /** A package manager, a store, a distribution: who, in its own words, or null. */
  | { readonly is: 'packager'; readonly name: string | null }
  /** An archive that somebody unpacked. */
  | { readonly is: 'byHand' }
  /** Nobody has said where this build's updates lie, or whose signature they bear. */
  | { readonly is: 'notSetUp' };

export type UpdateProblem =
  | { readonly is: 'offline' | 'notThere' | 'unsigned' | 'wrongSignature' | 'unreadable' | 'older' | 'rolledBack' | 'redirected' }
  | { readonly is: 'expired'; readonly issuedAt: number }
  /** What went wrong with the download, or with putting it in place. */
  | { readonly is: 'damaged' | 'diskFull' | 'notInstalled' }
  | { readonly is: 'internal'; readonly ref: string };

/** `attempt` grows with each thing that is begun; what comes of an older one is ignored. */
export type UpdateState = { readonly attempt: number } & (
  | { readonly is: 'off'; readonly why: UpdatesOff }
  | { readonly is: 'idle'; readonly lookedAt: number | null }
  /** `known`: what was on offer before. */
  | { readonly is: 'checking'; readonly known: Update | null }
  | { readonly is: 'available'; readonly update: Update; readonly putOff: boolean }
  | { readonly is: 'downloading'; readonly update: Update; readonly received: number }
  /** Downloaded and checked; put in place when the app quits. */
  | { readonly is: 'ready'; readonly update: Update; readonly putOff: boolean }
  | { readonly is: 'failed'; readonly of: 'look'; readonly problem: UpdateProblem }
  | {
      readonly is: 'failed';
      readonly of: 'download' | 'install';
      readonly problem: UpdateProblem;
      readonly update: Update;
      readonly putOff: boolean;
    }
);

export type UpdateStateName = UpdateState['is'];

export type UpdateEvent =
  | { readonly type: 'switchedOn' | 'switchedOff' | 'lookAsked' | 'downloadAsked' | 'stopAsked' | 'putOffAsked' | 'restartAsked' }
  | { readonly type: 'nothingNew'; readonly attempt: number; readonly at: number }
  /** `failedBefore`: it was to be put in place when the app quit, and is not. */
  | { readonly type: 'found'; readonly attempt: number; readonly update: Update; readonly failedBefore: boolean }
  | { readonly type: 'lookFailed'; readonly attempt: number; readonly problem: UpdateProblem }
  | { readonly type: 'progress'; readonly attempt: number; readonly received: number }
  | { readonly type: 'downloaded'; readonly attempt: number }
  | { readonly type: 'downloadFailed'; readonly attempt: number; readonly problem: UpdateProblem };

export type UpdateEffect =
  | { readonly do: 'look'; readonly attempt: number }
  | { readonly do: 'download'; readonly attempt: number }
  | { readonly do: 'stop' }
  /** Nothing is put in place at quit any more. */
  | { readonly do: 'drop' }
  | { readonly do: 'restart' };
