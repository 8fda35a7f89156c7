import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { OutgoingRequestProcessor } from 'matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js';
import { never } from '../../../core/never.ts';
import type { Http } from '../../sdk/accountData.sdk.ts';
import { askForKeys, askForWishes, type Self } from './accountOnServer.sdk.ts';
import { nextStep, type NextStep } from './nextStep.ts';
import { confirmBackupKey, makeBackup, onThisDevice, publishIdentity, publishSignatures } from './ownKeys.sdk.ts';

export interface SetUpParts {
  readonly http: Http;
  readonly self: Self;
  readonly machine: OlmMachine;
  readonly requests: OutgoingRequestProcessor;
  /** The backup version to which keys are sent. */
  readonly sendsTo: () => Promise<string | null>;
  /** Has the SDK look at the server's backup anew, and use it. */
  readonly takeBackup: () => Promise<unknown>;
}

/**
 * 'off': by choice. 'leftAlone': not whole, but no more may be done without asking. 'refused': another device was faster. 'unfinished': the
 * server took everything, and shows it no other way than before.
 */
type SetUpEnd = { readonly is: 'whole' | 'off' | 'leftAlone' | 'refused' | 'unfinished'; readonly steps: readonly NextStep[] };

type Taken = Exclude<NextStep, 'wait' | 'whole' | 'off' | 'nothing'>;

/** Three steps are needed at most, and one look after the last. */
const maxSteps = 5;

/**
 * Goes from step to step, each time by what the server says then: what it has not taken is not done. Throws what a request met; to be
 * called again.
 */
export async function setUpAccount(parts: SetUpParts): Promise<SetUpEnd> {
  const { http, self, machine, sendsTo } = parts;
  const wishes = await askForWishes(http, self.userId);
  const steps: NextStep[] = [];
  while (steps.length < maxSteps) {
    const server = await askForKeys(http, self);
    const step = nextStep({ ...server, ...wishes }, await onThisDevice(machine, self.userId, await sendsTo()));
    if (step === 'whole' || step === 'off') return { is: step, steps };
    if (step === 'nothing') return { is: 'leftAlone', steps };
    if (step === 'wait') break;
    steps.push(step);
    if ((await take(step, parts, server.backup?.version ?? '')) === 'refused') return { is: 'refused', steps };
  }
  return { is: 'unfinished', steps };
}

async function take(step: Taken, { http, machine, requests, takeBackup }: SetUpParts, version: string): Promise<'refused' | 'taken'> {
  switch (step) {
    case 'makeIdentity':
      return (await publishIdentity(machine, requests)) === 'refused' ? 'refused' : 'taken';
    case 'signDevice':
      await publishSignatures(machine, requests);
      return 'taken';
    case 'makeBackup':
      await makeBackup(machine, http);
      return 'taken';
    case 'takeBackup':
      await confirmBackupKey(machine, version);
      await takeBackup();
      return 'taken';
    default:
      return never(step);
  }
}
