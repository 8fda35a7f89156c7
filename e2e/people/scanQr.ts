import { QrCodeData } from '@matrix-org/matrix-sdk-crypto-wasm';
import { MSC4108RendezvousSession, MSC4108SecureChannel, MSC4108SignInWithQR } from 'matrix-js-sdk/lib/rendezvous/index.js';
import { registerSecret } from '../run/secretsUsed.ts';
import type { Person } from './startPerson.ts';

/** A device that is signed in and has scanned a new one's QR code (MSC4108, by the SDK). */
export interface Scan {
  /** What it shows, once the new device has answered. */
  readonly digits: string;
  /** The page on which people say yes, once the new device has named it. */
  readonly page: () => Promise<string>;
  /** Says that it goes on, and hands over the account's secrets once the new device is in. */
  readonly handOver: () => Promise<void>;
  readonly decline: () => Promise<void>;
}

/** What a device hands over, by name. */
export async function accountSecrets(client: Person['client']): Promise<Readonly<Record<string, string>>> {
  const { cross_signing: keys, backup } = await client.getCrypto()!.exportSecretsBundle!();
  return {
    master: keys.master_key,
    selfSigning: keys.self_signing_key,
    userSigning: keys.user_signing_key,
    ...(backup && { backup: backup.key }),
  };
}

export async function scanQr({ client }: Person, payload: Uint8Array): Promise<Scan> {
  const code = QrCodeData.fromBytes(payload);
  const session = new MSC4108RendezvousSession({ url: code.rendezvousUrl ?? '' });
  const channel = new MSC4108SecureChannel(session, code.publicKey);
  const signIn = new MSC4108SignInWithQR(channel, true, client);
  await signIn.negotiateProtocols();
  return {
    digits: signIn.checkCode ?? '',
    page: async () => (await signIn.deviceAuthorizationGrant()).verificationUri ?? '',
    handOver: async () => {
      for (const secret of Object.values(await accountSecrets(client))) registerSecret(secret);
      await signIn.shareSecrets();
    },
    decline: () => signIn.declineLoginOnExistingDevice(),
  };
}
