import type { AppError } from '../../../core/errors.ts';
import type { Password } from '../../../core/ids.ts';
import type { Account } from '../../../core/session/account.ts';
import type { Attempt } from '../../../core/session/states.ts';
import type { EraseNotice } from '../../erase/eraseNotice.ts';
import type { Eraser } from '../../erase/eraser.ts';
import type { Credentials } from '../credentials.ts';
import type { Delays } from '../delays.ts';
import type { MainGate } from '../mainGate.ts';
import type { LostAnswer } from '../lostAnswer.ts';
import type { OneShot } from '../oneShot.ts';
import type { SignInParts } from '../signIn.ts';

export interface EffectParts extends SignInParts {
  readonly credentials: Credentials;
  readonly lost: LostAnswer;
  readonly gate: MainGate;
  readonly passwords: OneShot<Password>;
  readonly eraser: Eraser;
  readonly notice: Pick<EraseNotice, 'forget'>;
  /** The account to look for at start; null: none. One that was signed in since then takes its place. */
  readonly expected: string | null;
  readonly delays: Delays;
  /** Whether the disk can take more than a few writes. */
  readonly hasRoom: () => Promise<boolean>;
  readonly toError: (cause: unknown) => AppError;
  /** Resolves once the keychain has let go of what erases of earlier runs have left in it. */
  readonly earlierKeysGone: Promise<void>;
  /** Starts engine and store with the keys that `credentials` holds. */
  readonly openProcesses: (account: Account) => void;
  readonly closeProcesses: () => Promise<void>;
}

/** Sign-ins that can be called off. */
export type UnderWay = Map<Attempt, AbortController>;

/** It is not awaited; a failure is only logged. */
export function inBackground({ log }: Pick<EffectParts, 'log'>, what: string, work: () => Promise<unknown>): void {
  work().catch((cause: unknown) => log.fault(what, cause));
}
