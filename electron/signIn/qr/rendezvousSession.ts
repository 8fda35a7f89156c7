import { Failure } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import type { QrStep } from '../../../core/session/method.ts';
import { writeBase64 } from './base64.ts';
import { newChannelKey } from './ecies.ts';
import type { ChannelKey } from './ecies.ts';
import { wordFor } from './messages.ts';
import type { OurMessage } from './messages.ts';
import { qrPayload } from './qrPayload.ts';
import { Rendezvous } from './rendezvous.ts';
import type { RendezvousParts } from './rendezvous.ts';
import { SecureChannel } from './secureChannel.ts';

/** How long codes are shown, one after the other … */
const showMs = 10 * 60_000;
/** … and each: Synapse ends a rendezvous 60 s after it was made, and whoever scans needs some of them. */
const freshMs = 30_000;
const graceMs = 3_000;
/** How long the device that scanned may take, whatever the server allows. */
const talkMs = 15 * 60_000;
const lastMessageMs = 5_000;

export interface RendezvousSessionRequest extends RendezvousParts {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: QrStep) => void;
}

/** Where we and the device that scanned the code talk. */
export interface RendezvousSession {
  readonly rendezvous: Rendezvous;
  readonly channel: SecureChannel;
}

/** A code on the screen, and where whoever scans it comes to. */
interface Shown {
  readonly key: ChannelKey;
  readonly rendezvous: Rendezvous;
}

/** Shows a code until a device scans it; one that gets old is replaced. */
export async function awaitScan(request: RendezvousSessionRequest): Promise<RendezvousSession> {
  const { signal, monotonic } = request;
  const until = monotonic() + showMs;
  const shown: Shown[] = [];
  let met: RendezvousSession | null = null;
  try {
    do {
      shown.push(await show(request));
      // Whoever scanned the old one in the last moment is still heard.
      const old = shown.length > 1 ? shown[0] : undefined;
      met = old ? await scanned(old, graceMs, signal) : null;
      if (old && !met) await shown.shift()?.rendezvous.close();
      met ??= await scanned(shown.at(-1)!, freshMs, signal);
    } while (!met && monotonic() < until);
    if (!met) throw new Failure({ code: 'qrFailed', reason: 'expired' });
    return met;
  } finally {
    for (const { rendezvous } of shown) if (rendezvous !== met?.rendezvous) await rendezvous.close();
  }
}

async function show({ baseUrl, signal, onStep, ...parts }: RendezvousSessionRequest): Promise<Shown> {
  const key = newChannelKey();
  const rendezvous = await Rendezvous.create(parts, baseUrl, talkMs, signal);
  onStep({ is: 'scan', payload: writeBase64(qrPayload(key.publicKey, rendezvous.url)) });
  return { key, rendezvous };
}

/** Null: no other device came in time. */
async function scanned({ key, rendezvous }: Shown, limitMs: number, signal: AbortSignal): Promise<RendezvousSession | null> {
  try {
    return { rendezvous, channel: await SecureChannel.establish(rendezvous, key, signal, limitMs) };
  } catch (cause) {
    if (isExpired(cause)) return null;
    throw cause;
  }
}

/** Tells the other device why it ends, where that may be said; else the place is taken away. */
export async function endRendezvous({ rendezvous, channel }: RendezvousSession, cause: unknown): Promise<void> {
  const lastMessage = cause instanceof Failure ? lastMessageFor(cause.error) : null;
  if (lastMessage === null) return rendezvous.close();
  // Not awaited: the other device also learns it from silence.
  await channel.send(lastMessage, AbortSignal.timeout(lastMessageMs)).catch(() => rendezvous.close());
}

export function isExpired(cause: unknown): boolean {
  return cause instanceof Failure && cause.error.code === 'qrFailed' && cause.error.reason === 'expired';
}

function lastMessageFor(error: AppError): OurMessage | null {
  switch (error.code) {
    case 'cancelled':
    case 'qrOtherServer':
      return { type: 'm.login.failure', reason: 'user_cancelled' };
    case 'browserTimedOut':
      return { type: 'm.login.failure', reason: 'authorization_expired' };
    case 'signInDenied':
      return { type: 'm.login.declined' };
    case 'qrFailed': {
      const reason = wordFor(error.reason);
      return reason && { type: 'm.login.failure', reason };
    }
    default:
      return { type: 'm.login.failure', reason: 'unexpected_message_received' };
  }
}
