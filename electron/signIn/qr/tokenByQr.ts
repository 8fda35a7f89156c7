import { Failure } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import type { DeviceId } from '../../../core/ids.ts';
import type { GivenToken, NewDeviceRequest, TokenParts } from '../askForToken.ts';
import type { AuthMetadata } from '../oauth/metadata.ts';
import { endUnkept, grantOf, withOwner } from '../oauth/withOwner.ts';
import { askByQr } from './askByQr.ts';
import { endRendezvous } from './rendezvousSession.ts';
import { isSameServer } from './sameServer.ts';
import { takeSecrets } from './takeSecrets.ts';

export interface QrTokenRequest extends Pick<NewDeviceRequest, 'baseUrl' | 'serverName' | 'signal' | 'onQr'> {
  readonly metadata: AuthMetadata;
  /** A new one. */
  readonly deviceId: DeviceId;
}

/** A token for a new device, and what the device that approved it hands over (I20). */
export async function tokenByQr(parts: TokenParts, request: QrTokenRequest): Promise<GivenToken> {
  const { metadata, deviceId, baseUrl, signal, onQr } = request;
  const { clientId, homeserver, session, ...tokens } = await askByQr({
    ...parts,
    metadata,
    deviceId,
    baseUrl,
    signal,
    onStep: onQr,
    isChosen: (name) => isSameServer(parts, request, name, signal),
    discard: (unwanted, byClient) => endUnkept(parts, baseUrl, { ...unwanted, grant: grantOf(metadata, byClient) }),
  });
  try {
    const token = await withOwner(parts, baseUrl, true, { ...tokens, grant: grantOf(metadata, clientId), askedAt: parts.monotonic() });
    const trouble = troubleWith(token, deviceId, homeserver);
    if (trouble) {
      await endUnkept(parts, baseUrl, token);
      throw new Failure(trouble);
    }
    return { ...token, secrets: await takeSecrets(session, parts.log, signal) };
  } catch (cause) {
    await endRendezvous(session, cause);
    throw cause;
  }
}

function troubleWith({ userId, deviceId }: GivenToken, asked: DeviceId, homeserver: string): AppError | null {
  if (deviceId !== asked) return { code: 'wrongDevice' };
  return userId?.endsWith(`:${homeserver}`) ? null : { code: 'qrOtherServer', server: homeserver };
}
