import type { Epoch } from '../../core/session/states.ts';
import { homeserverAt } from '../signIn/homeserver.ts';
import type { Http } from '../http/http.ts';
import type { Log } from '../log.ts';
import type { Credentials } from './credentials.ts';
import type { Delays } from './delays.ts';
import type { MainGate } from './mainGate.ts';
import type { SessionRecord } from '../record/sessionRecord.ts';
import { isReplaced } from './signInAgain.ts';

const waitsMs = [1_000, 3_000, 10_000, 60_000, 600_000] as const;

export interface PublishedParts {
  readonly http: Http;
  readonly log: Log;
  readonly credentials: Credentials;
  readonly record: SessionRecord;
  readonly delays: Delays;
  readonly gate: MainGate;
  /** The server has other keys than ours, or none any more (D3). */
  readonly keysGone: (epoch: Epoch) => void;
}

/**
 * Sees once that the server has our device's keys, or hears that it has taken them. Only then does their absence mean that the device was
 * deleted and made anew (D3); before, they may simply not have been uploaded. That they were seen is also in the record: where the sealed
 * tokens were damaged, a sign-in cannot be checked before the engine has told the keys (D11).
 */
export class PublishedCheck {
  private readonly parts: PublishedParts;
  /** Looks, one after the other, at which our keys were gone. */
  private gone = 0;
  private isRunning = false;

  constructor(parts: PublishedParts) {
    this.parts = parts;
  }

  /** After a sync: the engine uploads its keys around then. */
  start(): void {
    const { identity } = this.parts.credentials;
    if (this.isRunning || !identity) return;
    if (identity.published) return void this.note();
    this.isRunning = true;
    this.gone = 0;
    this.plan(0);
  }

  /**
   * The engine's upload was answered. The crypto module never uploads them again, so a device that is removed a moment later must be known
   * to have had them: else it would be made anew by the next sign-in, and nobody could encrypt to it (D11).
   */
  async uploaded(): Promise<void> {
    const { credentials, log } = this.parts;
    const { identity } = credentials;
    if (!identity || identity.published) return;
    await credentials.learnIdentity({ ...identity, published: true });
    await this.note();
    log.write('info', 'the server has the device keys');
  }

  private plan(turn: number): void {
    this.parts.delays.set('published', waitsMs[Math.min(turn, waitsMs.length - 1)] ?? 0, () => void this.look(turn));
  }

  private async look(turn: number): Promise<void> {
    const { http, log, credentials, record, gate, keysGone } = this.parts;
    const { account, tokens, identity } = credentials;
    // A session that is paused sends nothing (C2); the first sync after it begins anew.
    if (!account || !tokens || !identity || identity.published || !gate.isOpen) {
      this.isRunning = false;
      return;
    }
    try {
      const key = await homeserverAt(http, account.homeserver).deviceKey(tokens.accessToken, account.userId, account.deviceId);
      // The keys of an account that has gone meanwhile are not the next one's.
      if (key === identity.ed25519 && credentials.account === account) {
        await credentials.learnIdentity({ ...identity, published: true });
        await this.note();
        log.write('info', 'the server has the device keys');
        this.isRunning = false;
        return;
      }
      const wasPublished = record.of(account.slug)?.published === true;
      this.gone = isReplaced(identity, wasPublished, key) ? this.gone + 1 : 0;
      // Everything is destroyed upon this, so one answer is not enough.
      if (this.gone > 1 && credentials.account === account) {
        this.isRunning = false;
        keysGone(credentials.epoch);
        return;
      }
    } catch (cause) {
      log.write('info', `device keys not seen yet: ${cause instanceof Error ? cause.message : 'no answer'}`);
    }
    if (credentials.account === account) this.plan(turn + 1);
    else this.isRunning = false;
  }

  /** Durably, apart from the sealed tokens. */
  private async note(): Promise<void> {
    const { record, credentials, log } = this.parts;
    const entry = record.of(credentials.account?.slug ?? '');
    if (!entry || entry.published) return;
    await record
      .change('record keys published', entry.slug, { published: true })
      .catch((cause: unknown) => log.fault('writing down that the keys are published', cause));
  }
}
