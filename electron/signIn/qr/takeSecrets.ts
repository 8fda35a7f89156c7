import type { HandedSecrets } from '../../../core/features/session/mainCalls.ts';
import type { Log } from '../../log.ts';
import type { RendezvousSession } from './rendezvousSession.ts';
import type { SecretsMessage } from './messages.ts';

/** The other device first looks for us at the homeserver, for ten seconds at most. */
const waitMs = 20_000;

/** Tells the other device that we are in, and takes what it hands over. Null: nothing; the recovery key opens the same. */
export async function takeSecrets(
  { rendezvous, channel }: RendezvousSession,
  log: Log,
  signal: AbortSignal,
): Promise<HandedSecrets | null> {
  try {
    await channel.send({ type: 'm.login.success' }, signal);
    const message = await channel.receive(signal, waitMs);
    return message.type === 'm.login.secrets' ? handed(message, log) : null;
  } catch (cause) {
    // The session is there whatever becomes of the rendezvous.
    log.fault('taking secrets of the other device', cause);
    return null;
  } finally {
    await rendezvous.close();
  }
}

function handed({ cross_signing: keys, backup }: SecretsMessage, log: Log): HandedSecrets {
  const { master_key: master, self_signing_key: selfSigning, user_signing_key: userSigning } = keys;
  for (const secret of [master, selfSigning, userSigning, backup?.key]) if (secret !== undefined) log.conceal(secret);
  return {
    crossSigning: { master, selfSigning, userSigning },
    backup: backup ? { algorithm: backup.algorithm, key: backup.key, version: backup.backup_version } : null,
  };
}
