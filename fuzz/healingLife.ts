import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { Client } from '../core/contracts/contract.ts';
import type { StoreContract } from '../core/contracts/store.ts';
import { rowOf, type WireEvent } from '../core/features/history/rowOf.ts';
import type { EventRow } from '../core/features/history/rows.ts';
import type { RoomId } from '../core/ids.ts';
import type { FakeLog } from '../engine/FakeLog.ts';
import { realClient } from '../engine/sdk/endToEnd/realClient.fixtures.sdk.ts';
import { decrypter } from '../engine/sdk/healing/decryptEvent.sdk.ts';
import { Healer } from '../engine/sdk/healing/healer.ts';
import { hearOfKeys } from '../engine/sdk/healing/hearOfKeys.sdk.ts';
import { closeStores, openedStores, pathsOf, storeFolder } from '../store/file/storeFolder.fixtures.ts';
import type { StoreFile } from '../store/file/storeFile.ts';
import { guarded } from '../store/guarded.ts';
import { answerIn } from '../store/history/answers.fixtures.ts';

export const room: RoomId = '!a:hs.test';
export const other: RoomId = '!b:hs.test';
/** Later than anything is sent. */
const arrived = Date.now() + 1_000_000;
export type Calls = Client<StoreContract>['calls'];

/** As it is over a port: later, and copied. */
function overPort(calls: object): Calls {
  return new Proxy(calls, {
    get: (all, name) => async (arg: unknown) =>
      structuredClone(await (all as Record<string | symbol, (arg: unknown) => unknown>)[name]!(structuredClone(arg))),
  }) as Calls;
}

/** A store, a device's crypto module, and what decrypts the one's history with the other. */
export interface HealingLife {
  readonly file: StoreFile;
  readonly calls: Calls;
  readonly client: Awaited<ReturnType<typeof realClient>>['client'];
  readonly machine: OlmMachine;
  readonly crypto: CryptoBackend;
  readonly attempts: string[];
  readonly waits: number[];
  readonly log: FakeLog;
  healer: Healer;
  /** Before each. */
  onAttempt: () => unknown;
  /** The crypto store outlives the healer, as over a start. */
  restart(): void;
  save(events: readonly WireEvent[], roomId?: RoomId): Promise<void>;
  rows(roomId?: RoomId): Promise<readonly EventRow[]>;
  end(): void;
}

export async function healingLife(change: (calls: Calls) => Calls = (calls) => calls): Promise<HealingLife> {
  const folder = storeFolder();
  const stores = openedStores(folder.path);
  const { client, machine, log } = await realClient([]);
  const crypto = client.getCrypto() as CryptoBackend;
  const calls = change(overPort(guarded(stores, pathsOf(folder.path)).calls));
  const attempts: string[] = [];
  const waits: number[] = [];
  const life: HealingLife = {
    healer: undefined!,
    file: stores.history,
    calls,
    client,
    machine,
    crypto,
    attempts,
    waits,
    log,
    onAttempt: () => undefined,
    restart() {
      life.healer.stop();
      life.healer = healerOf(life);
      life.healer.begin();
    },
    async save(events, roomId = room) {
      const rows = events.map((event) => rowOf(event, arrived));
      await calls.takeSync({ sync: null, rooms: [answerIn(roomId, rows, { prevBatch: 'p' })] });
      life.healer.saved();
    },
    async rows(roomId = room) {
      const { rows } = await calls.historyWindow({ of: { room: roomId }, from: { newest: true }, limit: 400 });
      return rows.map(({ row }) => row);
    },
    end() {
      life.healer.stop();
      client.stopClient();
      closeStores(stores);
      folder.remove();
    },
  };
  life.healer = healerOf(life);
  hearOfKeys(crypto, (sessions) => life.healer.keysCame(sessions));
  life.healer.begin();
  return life;
}

function healerOf(life: HealingLife): Healer {
  const decrypt = decrypter(life.crypto);
  return new Healer({
    store: life.calls,
    decrypt: (event) => {
      life.attempts.push(event.row.eventId);
      life.onAttempt();
      return decrypt(event);
    },
    now: () => 0,
    wait: (ms) => {
      life.waits.push(ms);
      return new Promise((resolve) => setImmediate(resolve));
    },
    log: life.log,
  });
}

export const bodies = (rows: readonly EventRow[]): readonly unknown[] =>
  rows.map(({ state, content, reason }) => (state === 'clear' ? (JSON.parse(content) as { body?: unknown }).body : reason));
export const text = (body: string): Record<string, unknown> => ({ msgtype: 'm.text', body });
export const noKey = 'MEGOLM_UNKNOWN_INBOUND_SESSION_ID';

/** Whoever keeps the keys has told of them. */
export const heard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
