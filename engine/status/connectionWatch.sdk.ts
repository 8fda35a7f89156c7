import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { ISyncStateData } from 'matrix-js-sdk/lib/sync.js';
import { SyncState } from 'matrix-js-sdk/lib/sync.js';
import type { AppError } from '../../core/errors.ts';
import { together, type Disposer } from '../../core/listeners.ts';
import type { Connection } from '../../core/features/status/model.ts';
import { listenTo } from '../sdk/listenTo.sdk.ts';

const retryMs = [1_000, 2_000, 3_000, 5_000, 8_000];
const laterMs = 10_000;

interface ConnectionParts {
  readonly toError: (cause: unknown) => AppError;
  readonly isHeld: () => boolean;
  readonly retryNow: () => void;
  readonly onChange: (connection: Connection) => void;
}

/** Hears the client's sync states, until what this returns is called. */
export function watchConnection(client: MatrixClient, parts: ConnectionParts): Disposer {
  const watch = new ConnectionWatch(parts);
  return together([listenTo(client, { [ClientEvent.Sync]: (state, _before, data) => watch.syncState(state, data) }), () => watch.stop()]);
}

/** Turns the SDK's sync states into ours, and asks more often than the SDK alone whether the server is back. */
export class ConnectionWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private readonly parts: ConnectionParts;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
  }

  syncState(state: SyncState, data: ISyncStateData | undefined): void {
    switch (state) {
      case SyncState.Syncing:
        this.tries = 0;
        this.stop();
        this.parts.onChange({ is: 'live' });
        return;
      case SyncState.Reconnecting:
      case SyncState.Error:
        this.down(data?.error);
        return;
      case SyncState.Catchup:
      case SyncState.Prepared:
      case SyncState.Stopped:
        return;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private down(cause: Error | undefined): void {
    // Behind a closed gate the SDK runs into its own time limits; that says nothing about the server.
    if (!cause || this.parts.isHeld()) return;
    const error = this.parts.toError(cause);
    // What the disk did not take says nothing about the server; it is said elsewhere (K7).
    this.parts.onChange(error.code === 'diskRefuses' ? { is: 'connecting' } : { is: 'down', error, sinceTs: Date.now() });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.parts.retryNow();
      if (this.tries < retryMs.length) this.tries++;
    }, retryMs[this.tries] ?? laterMs);
  }
}
