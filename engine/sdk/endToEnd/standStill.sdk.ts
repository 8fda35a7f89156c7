import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import { Failure } from '../../../core/errors.ts';

/** Whatever moves an Olm session on, and saves it. */
const moving = ['receiveSyncChanges', 'outgoingRequests', 'getMissingSessions', 'shareRoomKey', 'shareRoomKeyBundleData'] as const;

/** Nothing of it reaches the store any more. Reading goes on: messages whose keys are there can be read. */
export function standStill(machine: OlmMachine): void {
  const refuse = (): Promise<never> => Promise.reject(new Failure({ code: 'diskRefuses' }));
  for (const name of moving) machine[name] = refuse;
}
