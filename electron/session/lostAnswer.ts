import type { AccountRecord, SessionRecord } from '../record/sessionRecord.ts';

export interface LostAnswerParts {
  readonly record: SessionRecord;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
  readonly graceMs?: number;
}

/** What may end the token that is in use: by another one in its place, or by the way. */
export type Sent = 'loginSent' | 'passwordSent';

/** While a request is on its way. */
export interface Sending {
  /** Durable before it is sent. */
  readonly sent: () => Promise<void>;
  /** The server said no: nothing was ended, by this one. */
  readonly refused: () => Promise<void>;
  /** What came back is not the server's own word: it may come from a gateway that gave up waiting. */
  readonly unanswered: () => void;
}

/**
 * Without an answer the server may still be about to do what it was asked, and the old token lives until it has: gateways give up after
 * half a minute, servers work on. Meanwhile nothing is evidence, and a hard end is unclear (C26).
 */
const defaultGraceMs = 180_000;

/**
 * C26. A sign-in on this device, or a change of password, was sent, and its answer did not come: the server may have ended the token that
 * is in use, so its end says nothing about the device (CS "Relationship between access tokens and devices"). Remembered, also over starts,
 * until it is known better, because meanwhile a removed device cannot be told from a superseded token.
 */
export class LostAnswer {
  private readonly parts: LostAnswerParts;
  private underWay = 0;
  private countsFrom = Number.NEGATIVE_INFINITY;
  private isOver = false;

  constructor(parts: LostAnswerParts) {
    this.parts = parts;
  }

  isRemembered(slug: string): boolean {
    const { loginSent, passwordSent } = this.parts.record.of(slug) ?? {};
    return loginSent === true || passwordSent === true;
  }

  /** Milliseconds until a question can be evidence; null: not before an answer that is waited for. */
  get countsIn(): number | null {
    return this.underWay > 0 ? null : Math.max(this.countsFrom - this.parts.monotonic(), 0);
  }

  /** A request that may end the token that is in use. */
  async around<T>(slug: string, kind: Sent, work: (sending: Sending) => Promise<T>): Promise<T> {
    const { record } = this.parts;
    const was = record.of(slug)?.[kind] === true;
    const what = kind === 'loginSent' ? 'sign-in' : 'password change';
    let isSent = false;
    let isSettled = false;
    let isUnanswered = false;
    try {
      const result = await work({
        sent: async () => {
          if (isSent) return;
          if (!was) await record.change(`record ${what} sent`, slug, { [kind]: true });
          isSent = true;
          this.isOver = false;
          this.underWay += 1;
        },
        // An earlier one whose answer was lost may have ended it all the same.
        refused: async () => {
          isSettled = true;
          if (isSent && !was) await record.change(`record ${what} refused`, slug, { [kind]: false });
        },
        unanswered: () => {
          isUnanswered = true;
        },
      });
      isSettled ||= !isUnanswered;
      return result;
    } finally {
      if (isSent) {
        this.underWay -= 1;
        this.countAfter(isSettled ? 0 : this.graceMs);
      }
    }
  }

  /** An account was found at a start: a process before this one may have asked a moment ago, and been killed. */
  found(slug: string): void {
    if (this.isRemembered(slug)) this.countAfter(this.graceMs);
  }

  /** It was done, but the token that was to follow is not there: for a while the old one may still be answered for from a cache. */
  notReplaced(): void {
    this.countAfter(this.graceMs);
  }

  /**
   * The token that was in use before was seen to live, or to have expired softly, by a question of that monotonic time: nothing took its
   * place.
   */
  async disproved(slug: string, askedAt: number): Promise<void> {
    if (this.underWay > 0 || askedAt < this.countsFrom) return;
    if (this.parts.record.of(slug)?.loginSent) await this.parts.record.change('record sign-in disproved', slug, { loginSent: false });
  }

  /** A token is in use that was asked for when nothing was on its way; whoever writes the record next writes `over`. */
  replaced(askedAt = this.parts.monotonic()): void {
    this.isOver = this.underWay === 0 && askedAt >= this.countsFrom;
  }

  /** What the record need not remember any more. */
  get over(): Pick<AccountRecord, Sent> {
    return this.isOver && this.underWay === 0 ? { loginSent: false, passwordSent: false } : {};
  }

  /** As `replaced`, and written down at once. */
  async forget(slug: string, askedAt?: number): Promise<void> {
    this.replaced(askedAt);
    if (this.isOver && this.isRemembered(slug)) await this.parts.record.change('record resumed', slug, this.over);
  }

  private get graceMs(): number {
    return this.parts.graceMs ?? defaultGraceMs;
  }

  private countAfter(ms: number): void {
    this.countsFrom = Math.max(this.countsFrom, this.parts.monotonic() + ms);
  }
}
