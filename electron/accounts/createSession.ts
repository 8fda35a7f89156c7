import { hasRoom } from '../disk/hasRoom.ts';
import type { EffectParts } from '../session/effects/effectParts.ts';
import { sessionEffects } from '../session/effects/sessionEffects.ts';
import { ExpiryTimer } from '../session/expiryTimer.ts';
import { probe } from '../session/probe.ts';
import { SessionRunner } from '../session/sessionRunner.ts';

/** What is of this computer and not of an account is found here. */
export type SessionParts = Omit<EffectParts, 'deviceName' | 'hasRoom'>;

/** The session machine with everything it acts upon. */
export function createSession(parts: SessionParts): SessionRunner {
  const { log, delays, credentials, monotonic, wallClock, profile } = parts;
  const effects = sessionEffects({ ...parts, deviceName: deviceName(process.platform), hasRoom: () => hasRoom(profile.folder) });
  const runner = new SessionRunner({ log, delays, effects });
  const expiry = new ExpiryTimer({
    credentials,
    delays,
    monotonic,
    wallClock,
    reached: (epoch) => runner.send({ type: 'expiryReached', epoch, now: wallClock() }),
    refreshDue: (epoch) => runner.send({ type: 'refreshDue', epoch }),
    doubtful: (epoch) => void askServer(parts, runner, epoch),
  });
  runner.listen((state) => expiry.follow(state));
  return runner;
}

/** Where only the wall clock says that a token is over, the server decides (K6). */
async function askServer(parts: SessionParts, runner: SessionRunner, epoch: number): Promise<void> {
  const { account } = parts.credentials;
  if (!account) return;
  try {
    const verdict = await probe(parts, account);
    if (verdict.is !== 'alive' && verdict.is !== 'noAnswer') runner.send({ type: 'tokenJudged', epoch, verdict, now: parts.wallClock() });
  } catch {
    // No answer: the next request of the engine will tell.
  }
}

/** What other people's device lists call this one; the computer's own name is nobody's business. */
function deviceName(platform: NodeJS.Platform): string {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
  return `Latchkey on ${names[platform] ?? platform}`;
}
