import type { OlmMachine, ProcessedToDeviceEvent } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { CryptoBackend, SyncCryptoCallbacks, SyncCryptoChanges } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import type { ReceivedToDeviceMessage } from 'matrix-js-sdk/lib/sync-accumulator.js';
import { Failure } from '../../../core/errors.ts';
import type { DiskTrouble } from '../../../core/features/status/model.ts';
import type { Log } from '../../log.ts';
import { isRoomId, isUserId } from '../answers/identifiers.sdk.ts';
import { isObject } from '../../../core/read/json.ts';
import { diskTroubleOf } from './diskTroubleOf.ts';
import { endToEndPart } from './endToEndPart.sdk.ts';
import { standStill } from './standStill.sdk.ts';

interface IntakeParts {
  /** Makes durable what the crypto module has written; rejects while it takes nothing. */
  readonly settle: () => Promise<void>;
  readonly onDisk: (trouble: DiskTrouble | null) => void;
  /** Nothing may be written to the crypto store any more. */
  readonly refuse: () => void;
  /** Ends this engine and starts another; rejects where nobody could be told, or the disk has no room yet. */
  readonly reopen: () => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  readonly log: Log;
}

const lookAgainMs = [1_000, 2_000, 3_000, 5_000, 8_000];
const laterMs = 10_000;

/**
 * Takes the end-to-end part of each sync answer in before the SDK sees the answer. The SDK (43.0.0) sets its token first, logs a failure of
 * the crypto layer and goes on: the server then deletes room keys that nobody has (L-1). Here a failure is one of the request: nothing
 * of the answer is processed or saved, and the same token asks again. And because the next token tells the server to delete them, they are
 * on the disk before it is used (L-4).
 *
 * The crypto module (18.9.0) cannot take an answer in twice: it keeps its Olm sessions in memory, moves them on before it saves, and leaves
 * them so when that fails; the same messages are then replayed ones. Nor may it save them later, without the room keys. And on a full disk
 * Chromium closes its database for good. So it stands still from then on, and once its store takes something again another engine takes the
 * answer in, with the sessions as they are on the disk.
 */
export class EndToEndIntake {
  /** Taken in, and not yet given to the SDK's listeners. */
  private readonly received: ReceivedToDeviceMessage[] = [];
  private taken = false;
  private stands = false;
  private readonly crypto: CryptoBackend;
  private readonly machine: OlmMachine;
  private readonly parts: IntakeParts;

  constructor(crypto: CryptoBackend, parts: IntakeParts) {
    this.crypto = crypto;
    this.parts = parts;
    this.machine = machineOf(crypto);
    const receive = this.machine.receiveSyncChanges.bind(this.machine);
    this.machine.receiveSyncChanges = async (...changes) => {
      const processed = await receive(...changes);
      this.taken = true;
      // For the SDK, one that it stumbles over would be the end of those after it.
      return processed.filter(isReadable);
    };
  }

  /** Nothing is to be asked for any more. */
  get hasStopped(): boolean {
    return this.stands;
  }

  /** Rejects, and has said so, where the crypto store did not take all of it. */
  async take(answer: unknown): Promise<void> {
    const { log, settle } = this.parts;
    const { changes, saidOnce, dropped } = endToEndPart(answer);
    // The SDK looks whether there were any, to know whether it has caught up.
    if (isObject(answer) && answer.to_device !== undefined) answer.to_device = { events: changes.toDeviceEvents };
    if (dropped > 0) log.warn(`${dropped} parts of a sync answer were kept from the crypto module, which could not parse them`);
    this.received.push(...(await this.process(changes)));
    if (saidOnce) await settle();
  }

  private async process(changes: SyncCryptoChanges): Promise<ReceivedToDeviceMessage[]> {
    this.taken = false;
    try {
      return await this.crypto.processSyncChanges(changes);
    } catch (cause) {
      // It is in the store; only what the SDK does after it has failed.
      if (this.taken) {
        this.parts.log.fault('after taking in a sync answer', cause);
        return [];
      }
      this.stop(cause);
      throw new Failure({ code: 'diskRefuses' });
    }
  }

  /** The crypto module's memory is ahead of its store, or it has lost it: nothing more goes in, until another engine is there. */
  stop(cause: unknown): void {
    if (this.stands) return;
    this.stands = true;
    standStill(this.machine);
    this.parts.refuse();
    this.parts.log.fault('the crypto store did not take a sync answer, which will be asked for again', cause);
    void diskTroubleOf(cause).then((trouble) => this.parts.onDisk(trouble));
    void this.reopenWhenWritable();
  }

  /** Main looks whether there is room: to try it out here could cost the database (`DurableCrypto`). */
  private async reopenWhenWritable(): Promise<void> {
    const { wait, reopen, log } = this.parts;
    for (let tries = 0; ; tries++) {
      await wait(lookAgainMs[tries] ?? laterMs);
      try {
        return await reopen();
      } catch (cause) {
        log.fault('reopening', cause);
      }
    }
  }

  /** For the SDK's sync, which is behind `take`: it only tells its listeners. */
  get callbacks(): SyncCryptoCallbacks {
    const { crypto } = this;
    return {
      processSyncChanges: () => Promise.resolve(this.received.splice(0)),
      onCryptoEvent: (room, event) => crypto.onCryptoEvent(room, event),
      onSyncCompleted: (data) => crypto.onSyncCompleted(data),
      markAllTrackedUsersAsDirty: () => crypto.markAllTrackedUsersAsDirty(),
    };
  }
}

function machineOf(crypto: CryptoBackend): OlmMachine {
  const { olmMachine } = crypto as unknown as { readonly olmMachine?: OlmMachine };
  if (!olmMachine) throw new Error('this SDK keeps its crypto machine elsewhere');
  return olmMachine;
}

const verification = 'm.key.verification.request';
const keyBundle = /^(io\.element\.msc4268|m)\.room_key_bundle$/;

function isReadable({ rawEvent }: ProcessedToDeviceEvent): boolean {
  const event: unknown = JSON.parse(rawEvent);
  if (!isObject(event) || typeof event.type !== 'string' || !isObject(event.content)) return false;
  if (event.type === verification) return isUserId(event.sender);
  return !keyBundle.test(event.type) || isRoomId(event.content.room_id);
}
