import type { AppError } from '../../errors.ts';

/** How far the engine is. `snapshot`: rooms come from the store, the SDK is not loaded yet. */
export type EnginePhase = 'snapshot' | 'loading' | 'live';

export type Connection =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** `error` says what the last try met; the engine goes on trying. */
  | { readonly is: 'down'; readonly error: AppError; readonly sinceTs: number }
  /** Requests wait for the session (expired, locked, being checked). */
  | { readonly is: 'held' };

/** Why nothing can be kept on this computer for now. */
export type DiskTrouble = 'full' | 'readOnly' | 'refuses';

export interface EngineStatus {
  readonly phase: EnginePhase;
  readonly connection: Connection;
  /** Messages in the outbox, waiting or failed. */
  readonly unsentCount: number;
  /** The server takes no messages of this account for now (M_USER_SUSPENDED), with its text; null: it does, as far as is known. */
  readonly suspended: string | null;
  /** What comes from the server is shown but not kept (K3), or waits there (K7), until there is room again; null: all is kept. */
  readonly disk: DiskTrouble | null;
  /** What was kept of the history was damaged and is fetched again; until people have read it. */
  readonly historyAnew: boolean;
}
