export interface PollAnswer {
  readonly id: string;
  readonly text: string;
  /** Null: not told before the end. */
  readonly votes: number | null;
  /** One's own vote is for it. */
  readonly own: boolean;
}

/** A poll as it stands (MSC3381). */
export interface PollBody {
  readonly type: 'poll';
  readonly question: string;
  readonly answers: readonly PollAnswer[];
  /** The counts are shown while people vote. */
  readonly disclosed: boolean;
  readonly maxSelections: number;
  /** People with a vote that counts. */
  readonly voters: number;
  /** What refers to it and cannot be decrypted: votes, perhaps, that are missing in the counts. */
  readonly unreadable: number;
  readonly ended: boolean;
}
