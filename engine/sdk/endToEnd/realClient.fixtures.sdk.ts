import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import { ClientEvent } from 'matrix-js-sdk/lib/client.js';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import 'matrix-js-sdk/lib/rust-crypto/index.js';
import { SyncState } from 'matrix-js-sdk/lib/sync.js';
import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import { FakeLog } from '../../FakeLog.ts';
import { watchAnswers } from '../answers/answerPath.sdk.ts';
import { EngineClient } from '../engineClient.sdk.ts';
import { FakeSyncStore } from '../saved/FakeSyncStore.ts';
import { SavedSyncLog } from '../saved/savedSync.sdk.ts';
import { sdkLogger } from '../sdkLogger.sdk.ts';
import { StartCache } from '../saved/startCache.sdk.ts';
import { SyncStore } from '../saved/syncStore.sdk.ts';
import { EndToEndIntake } from './intake.sdk.ts';

/** Node 20 has none, and the SDK cannot do without. */
if (!('withResolvers' in Promise)) {
  Object.assign(Promise, {
    withResolvers: () => {
      const parts: Record<string, unknown> = {};
      parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
      return parts;
    },
  });
}

/** Answers syncs one after the other, as objects or texts; a poll without one waits for ever. */
class FakeHomeserver {
  readonly sinces: (string | null)[] = [];
  private readonly answers: unknown[];

  constructor(answers: readonly unknown[]) {
    this.answers = [...answers];
  }

  readonly fetch = (resource: URL | string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(resource);
    if (url.pathname.endsWith('/sync')) return this.sync(url, init);
    // No backup of keys, and nothing else that an account can be without.
    const isMissing = /\/room_keys\/|\/account_data\//.test(url.pathname);
    return Promise.resolve(isMissing ? json({ errcode: 'M_NOT_FOUND', error: 'none' }, 404) : json(other(url, init)));
  };

  /** The answer after a token is the same, however often it is asked for. */
  private sync(url: URL, init: RequestInit): Promise<Response> {
    const since = url.searchParams.get('since');
    this.sinces.push(since);
    const answer = this.answers[since === null ? 0 : Number(since.slice(1))];
    if (answer !== undefined) return Promise.resolve(json(answer));
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))));
  }
}

export interface Faults {
  /** Before each answer is given to the crypto module's store; may throw. */
  readonly onReceive?: () => void;
  /** Each time that the store is to be made durable; may reject. */
  readonly onSettle?: () => Promise<void>;
  /** Before the history of an answer is given to the store. */
  readonly onHistory?: (rooms: readonly RoomAnswer[]) => void;
  /** Each time that another engine is asked for; may reject. */
  readonly onReopen?: () => Promise<void>;
}

/** The SDK with its real crypto module, in memory, over a store of ours and a server that says what the test wants. */
export async function realClient(
  answers: readonly unknown[],
  { onReceive, onSettle, onHistory, onReopen }: Faults = {},
  store = new FakeSyncStore(),
) {
  const server = new FakeHomeserver(answers);
  const log = new FakeLog();
  const steps: string[] = [];
  const disk: (DiskTrouble | null)[] = [];
  const saved = new SavedSyncLog(noting(store, steps), log, () => undefined);
  const client = clientOf(server, saved, log);
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto() as CryptoBackend;
  const { olmMachine: machine } = crypto as unknown as { olmMachine: OlmMachine };
  const receive = machine.receiveSyncChanges.bind(machine);
  machine.receiveSyncChanges = async (...changes) => {
    onReceive?.();
    return receive(...changes);
  };
  const settle = async (): Promise<void> => {
    await onSettle?.();
    steps.push('durable');
  };
  let hasReopened = (): void => undefined;
  const reopened = new Promise<void>((resolve) => (hasReopened = resolve));
  const reopen = async (): Promise<void> => {
    await onReopen?.();
    hasReopened();
  };
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const onDisk = (trouble: DiskTrouble | null): void => void disk.push(trouble);
  client.intake = new EndToEndIntake(crypto, { settle, refuse: () => undefined, onDisk, reopen, wait, log });
  const takeHistory = (rooms: readonly RoomAnswer[]): void => {
    onHistory?.(rooms);
    saved.takeHistory(rooms);
  };
  watchAnswers(client, { intake: client.intake, takeHistory, settle, onPublished: () => steps.push('published'), log });
  // The SDK's own wait before it asks again is not under test.
  client.on(ClientEvent.Sync, (state) => {
    if (state === SyncState.Reconnecting || state === SyncState.Error) setTimeout(() => client.retryImmediately(), 20);
  });
  return { client, server, steps, disk, store, log, machine, reopened };
}

type SyncLog = Pick<FakeSyncStore, 'loadSync' | 'compactSync' | 'appendSync' | 'takeSync'>;

/** The store, which notes what is appended among the other steps. */
function noting(store: FakeSyncStore, steps: string[]): SyncLog {
  return {
    loadSync: store.loadSync.bind(store),
    compactSync: store.compactSync.bind(store),
    takeSync: store.takeSync.bind(store),
    appendSync(arg) {
      steps.push(`append ${(JSON.parse(arg.sync) as { next_batch: string }).next_batch}`);
      return store.appendSync(arg);
    },
  };
}

function clientOf(server: FakeHomeserver, saved: SavedSyncLog, log: FakeLog): EngineClient {
  const values = { getValue: () => Promise.resolve(null), putValue: () => Promise.resolve() };
  const members = { loadMembers: () => Promise.resolve(null), putMembers: () => Promise.resolve() };
  const startCache = new StartCache(values, log);
  return new EngineClient(
    {
      baseUrl: 'https://hs.test',
      userId: '@me:hs.test',
      deviceId: 'ME',
      accessToken: 'x',
      fetchFn: server.fetch as typeof fetch,
      store: new SyncStore(saved, startCache, members),
      logger: sdkLogger(log),
      disableVoip: true,
    },
    startCache,
  );
}

function other(url: URL, init: RequestInit): unknown {
  if (url.pathname.endsWith('/versions')) return { versions: ['v1.11'] };
  if (url.pathname.endsWith('/filter')) return { filter_id: '1' };
  if (url.pathname.endsWith('/keys/upload')) return { one_time_key_counts: { signed_curve25519: 50 } };
  if (!url.pathname.endsWith('/keys/query')) return {};
  // Nobody has a device; whom it does not name is asked for again, for ever.
  const asked = (JSON.parse(init.body as string) as { device_keys: object }).device_keys;
  return { device_keys: Object.fromEntries(Object.keys(asked).map((userId) => [userId, {}])), failures: {} };
}

function json(body: unknown, status = 200): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
}
