import type { Password } from '../../core/ids.ts';
import { Credentials } from '../session/credentials.ts';
import { Delays } from '../session/delays.ts';
import { MainGate } from '../session/mainGate.ts';
import { LostAnswer } from '../session/lostAnswer.ts';
import { OneShot } from '../session/oneShot.ts';
import { BrowserTask } from '../signIn/browser/browserTask.ts';
import { CheckCodeEntry } from '../signIn/qr/checkCodeEntry.ts';
import type { Shared } from './shared.ts';

/** What one account has for itself. */
export interface Own {
  readonly credentials: Credentials;
  readonly lost: LostAnswer;
  readonly gate: MainGate;
  readonly passwords: OneShot<Password>;
  readonly browserTask: BrowserTask;
  readonly checkCode: CheckCodeEntry;
  readonly delays: Delays;
}

type OwnParts = Pick<Shared, 'durable' | 'log' | 'monotonic' | 'record' | 'browser'>;

export function createOwn({ durable, log, monotonic, record, browser }: OwnParts): Own {
  const credentials = new Credentials({ durable, log, monotonic });
  return {
    credentials,
    lost: new LostAnswer({ record, monotonic }),
    gate: new MainGate(credentials),
    passwords: new OneShot(),
    browserTask: new BrowserTask(browser),
    checkCode: new CheckCodeEntry(),
    delays: new Delays(),
  };
}
