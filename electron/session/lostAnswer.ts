import { Failure } from '../../core/errors.ts';
import type { AccountRecord, SessionRecord } from './record.ts';

export interface LostAnswerParts {
  readonly record: SessionRecord;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
}

/** What may end the token that is in use: by another one in its place, or by the way. */
export type Sent = 'loginSent' | 'passwordSent';

/** While a request is on its way. */
export interface Sending {
  /** Durable before it is sent. */
  readonly sent: () => Promise<void>;
  /** The server said no: nothing was ended, by this one. */
  readonly refused: () => Promise<void>;
}

/** Without an answer the server may still be about to do what it was asked; with one it has done it. */
const graceMs = 2_000;

/**
 * C26. A sign-in on this device, or a change of password, was sent, and its answer did not come: the server may have ended the token that is
 * in use, so its end says nothing about the device (CS "Relationship between access tokens and devices"). Remembered, also over starts,
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
    let isAnswered = false;
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
          if (isSent && !was) await record.change(`record ${what} refused`, slug, { [kind]: false });
        },
      });
      isAnswered = true;
      return result;
    } catch (cause) {
      isAnswered = cause instanceof Failure;
      throw cause;
    } finally {
      if (isSent) {
        this.underWay -= 1;
        this.countsFrom = Math.max(this.countsFrom, this.parts.monotonic() + (isAnswered ? 0 : graceMs));
      }
    }
  }

  /** The token that was in use before was seen to live, or to have expired softly, by a question of that monotonic time: nothing took its place. */
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
}
