import { homeserverAt } from '../auth/homeserver.ts';
import type { Http } from '../auth/http.ts';
import type { Log } from '../log.ts';
import type { Credentials } from './credentials.ts';
import type { Delays } from './delays.ts';
import type { GateKeeper } from './gateKeeper.ts';

const waitsMs = [1_000, 3_000, 10_000, 60_000, 600_000] as const;

/**
 * Sees once that the server has our device's keys. Only then does their absence, after signing in again, mean that the device was
 * deleted and made anew (D3); before, they may simply not have been uploaded.
 */
export class PublishedCheck {
  private readonly parts: { readonly http: Http; readonly log: Log; readonly credentials: Credentials; readonly delays: Delays; readonly gate: GateKeeper };
  private isRunning = false;

  constructor(parts: PublishedCheck['parts']) {
    this.parts = parts;
  }

  /** After a sync: the engine uploads its keys around then. */
  start(): void {
    if (this.isRunning || this.parts.credentials.identity?.published !== false) return;
    this.isRunning = true;
    this.plan(0);
  }

  private plan(turn: number): void {
    this.parts.delays.set('published', waitsMs[Math.min(turn, waitsMs.length - 1)] ?? 0, () => void this.look(turn));
  }

  private async look(turn: number): Promise<void> {
    const { http, log, credentials, gate } = this.parts;
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
        log.write('info', 'the server has the device keys');
        this.isRunning = false;
        return;
      }
    } catch (cause) {
      log.write('info', `device keys not seen yet: ${cause instanceof Error ? cause.message : 'no answer'}`);
    }
    if (credentials.account === account) this.plan(turn + 1);
    else this.isRunning = false;
  }
}
