import { isErased } from '../../core/session/eraseProgress.ts';
import type { EraseProgress } from '../../core/session/states.ts';
import { hasRoom } from '../disk/hasRoom.ts';
import type { EntryHold, Eraser } from '../erase/eraser.ts';
import type { FinishedErase } from '../erase/finishedErase.ts';
import type { EngineHost } from './engineHost.ts';
import type { Services } from './services.ts';
import { deviceName } from '../session/deviceName.ts';
import { sessionEffects } from '../session/effects/sessionEffects.ts';
import { ExpiryTimer } from '../session/expiryTimer.ts';
import { probe } from '../session/probe.ts';
import { SessionRunner } from '../session/sessionRunner.ts';

export interface SessionParts {
  readonly services: Services;
  /** The account to look for at start; null: none, this is a place to sign in at. */
  readonly expected: string | null;
  readonly eraser: Eraser;
  readonly engine: Pick<EngineHost, 'open' | 'close'>;
  /** Of all accounts: an erase that still waits for a keychain entry of this name is done by the new one. */
  readonly holdEntry: (vaultAccount: string) => Promise<EntryHold>;
  readonly finishedErase: FinishedErase | null;
}

/** The session machine with everything it acts upon. */
export function createSession({ services, expected, eraser, engine, holdEntry, finishedErase }: SessionParts): SessionRunner {
  const { log, delays, credentials, monotonic, wallClock } = services;
  let finished = finishedErase;
  const runner = new SessionRunner({
    log,
    delays,
    effects: sessionEffects({
      ...services,
      eraser,
      deviceName: deviceName(process.platform),
      expected,
      hasRoom: () => hasRoom(services.profile.folder),
      holdEntry,
      openProcesses: engine.open,
      closeProcesses: engine.close,
      takeFinishedErase: () => {
        const taken = finished;
        finished = null;
        void taken?.later((progress) => tellProgress(runner, taken, progress));
        return taken?.outcome ?? null;
      },
    }),
  });
  const expiry = new ExpiryTimer({
    credentials,
    delays,
    monotonic,
    wallClock,
    reached: (epoch) => runner.send({ type: 'expiryReached', epoch, now: wallClock() }),
    refreshDue: (epoch) => runner.send({ type: 'refreshDue', epoch }),
    doubtful: (epoch) => void askServer(services, runner, epoch),
  });
  runner.listen((state) => expiry.follow(state));
  return runner;
}

/** Unless the notice has been read, and whatever came after it. */
function tellProgress(runner: SessionRunner, { outcome }: FinishedErase, progress: EraseProgress): void {
  const { state } = runner;
  if ((state.phase !== 'erasing' && state.phase !== 'erased') || state.reason !== outcome.reason || state.at !== outcome.at) return;
  const { attempt } = state;
  const ends = state.phase === 'erasing' && isErased(progress);
  runner.send({ type: ends ? 'eraseEnded' : 'eraseProgressed', attempt, progress });
}

/** Where only the wall clock says that a token is over, the server decides (K6). */
async function askServer(services: Services, runner: SessionRunner, epoch: number): Promise<void> {
  const { account } = services.credentials;
  if (!account) return;
  try {
    const verdict = await probe(services, account);
    if (verdict.is !== 'alive' && verdict.is !== 'noAnswer')
      runner.send({ type: 'tokenJudged', epoch, verdict, now: services.wallClock() });
  } catch {
    // No answer: the next request of the engine will tell.
  }
}
