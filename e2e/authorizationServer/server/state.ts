import type { FaultRule, RecordedCall, Settings } from '../wire.ts';
import { defaultSettings } from '../wire.ts';

/** A token that the suite got without any sign-in, for people whose sign-in is not under test. */
interface HandmadeToken {
  readonly localpart: string;
  /** Null: a token of the server's own admin. */
  readonly deviceId: string | null;
}

interface ActiveFault {
  readonly rule: FaultRule;
  left: number;
}

/** Everything that may change while the server runs, but for OAuth's own records. */
export interface State {
  settings: Settings;
  /** Base URL of the Synapse that delegates to this server. */
  homeserver: string | null;
  faults: ActiveFault[];
  calls: RecordedCall[];
  readonly locked: Set<string>;
  readonly handmade: Map<string, HandmadeToken>;
  readonly upstreamClients: Set<string>;
}

export const newState = (): State => ({
  settings: defaultSettings,
  homeserver: null,
  faults: [],
  calls: [],
  locked: new Set(),
  handmade: new Map(),
  upstreamClients: new Set(),
});
