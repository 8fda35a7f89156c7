import { Failure } from '../../../core/errors.ts';
import type { QrReason } from '../../../core/errors.ts';
import { pollForToken, startDeviceGrant } from '../oauth/deviceGrant.ts';
import type { DeviceGrant, DeviceGrantRequest } from '../oauth/deviceGrant.ts';
import type { TokenAnswer } from '../oauth/tokenAnswer.ts';
import type { CheckCodeEntry } from './checkCodeEntry.ts';
import { isExpired, awaitScan, endRendezvous } from './rendezvousSession.ts';
import type { RendezvousSession, RendezvousSessionRequest } from './rendezvousSession.ts';
import { deviceGrantProtocol, reasonOf } from './messages.ts';
import type { PhoneMessage } from './messages.ts';

/** How long the digits are waited for. */
const digitsMs = 2 * 60_000;

/** `deviceId` is a new one. */
export interface QrRequest extends DeviceGrantRequest, RendezvousSessionRequest {
  readonly checkCode: CheckCodeEntry;
  /** Is the homeserver that the other device names the one that was chosen here? */
  readonly isChosen: (homeserver: string) => Promise<boolean>;
  /** A token that nobody wants any more. */
  readonly discard: (tokens: TokenAnswer, clientId: string) => Promise<void>;
}

export interface QrAnswer extends TokenAnswer {
  readonly clientId: string;
  /** As the other device named it. */
  readonly homeserver: string;
  /** Still open: the other device waits to hear how it ended. */
  readonly session: RendezvousSession;
}

/** MSC4108 on the new device, which shows the code: the device that scans it approves a token for us. */
export async function askByQr(request: QrRequest): Promise<QrAnswer> {
  const session = await awaitScan(request);
  try {
    await compareDigits(request, session);
    const { grant, homeserver } = await agree(request, session);
    const tokens = await approved(request, session, grant);
    return { ...tokens, clientId: grant.clientId, homeserver, session };
  } catch (cause) {
    await endRendezvous(session, cause);
    throw cause;
  }
}

/** Nothing is said to the other device before people have seen that no third one sits between. */
async function compareDigits({ checkCode, signal, pause, onStep }: QrRequest, { channel }: RendezvousSession): Promise<void> {
  onStep({ is: 'checkCode' });
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const typed = await Promise.race([checkCode.ask(both), pause(digitsMs, both).then(() => null)]).finally(() => over.abort());
  if (typed === null) throw signal.aborted ? new Failure({ code: 'cancelled' }) : failed('expired');
  if (typed !== channel.checkCode) throw failed('wrongDigits');
  onStep({ is: 'approve' });
}

async function agree(
  request: QrRequest,
  { channel }: RendezvousSession,
): Promise<{ readonly grant: DeviceGrant; readonly homeserver: string }> {
  const { deviceId, signal, isChosen } = request;
  const offer = await channel.receive(signal);
  if (offer.type !== 'm.login.protocols') throw objection(offer);
  if (!offer.protocols.includes(deviceGrantProtocol)) throw failed('unsupported');
  if (!(await isChosen(offer.homeserver))) throw new Failure({ code: 'qrOtherServer', server: offer.homeserver });
  const grant = await startDeviceGrant(request);
  await channel.send(
    {
      type: 'm.login.protocol',
      protocol: deviceGrantProtocol,
      device_authorization_grant: {
        verification_uri: grant.uri,
        ...(grant.uriComplete !== null && { verification_uri_complete: grant.uriComplete }),
      },
      device_id: deviceId,
    },
    signal,
  );
  const accepted = await channel.receive(signal);
  if (accepted.type !== 'm.login.protocol_accepted') throw objection(accepted);
  return { grant, homeserver: offer.homeserver };
}

/** Until the authorisation server says yes, unless the other device says no. */
async function approved(request: QrRequest, { channel }: RendezvousSession, grant: DeviceGrant): Promise<TokenAnswer> {
  const over = new AbortController();
  const signal = AbortSignal.any([request.signal, over.signal]);
  const tokens = pollForToken({ ...request, signal }, grant);
  const refusal = channel.receive(signal).then(
    (message) => {
      throw objection(message);
    },
    (cause: unknown) => {
      // People may take longer at the server's pages than the rendezvous lasts.
      if (isExpired(cause)) return tokens;
      throw cause;
    },
  );
  try {
    return await Promise.race([tokens, refusal]);
  } catch (cause) {
    over.abort();
    // The question under way may have been answered with a token.
    const late = await tokens.catch(() => null);
    if (late) await request.discard(late, grant.clientId);
    throw cause;
  } finally {
    over.abort();
    refusal.catch(() => undefined);
  }
}

function objection(message: PhoneMessage): Failure {
  if (message.type === 'm.login.failure') return failed(reasonOf(message.reason));
  return failed(message.type === 'm.login.declined' ? 'declined' : 'unexpected');
}

const failed = (reason: QrReason): Failure => new Failure({ code: 'qrFailed', reason });
