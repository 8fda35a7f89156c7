import { BackupDecryptionKey, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { OutgoingRequestProcessor } from 'matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js';
import type { Http } from '../../sdk/accountData.sdk.ts';
import type { OnThisDevice } from './nextStep.ts';

/** In the place of a version: the key was made and kept, and the server may or may not have heard of its backup. */
const notMadeYet = 'not made yet';

/** The version of the backup whose key is kept here. */
export async function keptVersion(machine: OlmMachine): Promise<string | null> {
  const { backupVersion } = await machine.getBackupKeys();
  return backupVersion === undefined || backupVersion === notMadeYet ? null : backupVersion;
}

export async function onThisDevice(machine: OlmMachine, userId: string, sendsTo: string | null): Promise<OnThisDevice> {
  const [status, identity, saved] = await Promise.all([
    machine.crossSigningStatus(),
    machine.getIdentity(new UserId(userId)),
    machine.getBackupKeys(),
  ]);
  const { decryptionKey } = saved;
  const own: OnThisDevice = {
    master: identity ? masterOf(identity.masterKey) : null,
    canSign: status.hasMaster && status.hasSelfSigning && status.hasUserSigning,
    backupKey: decryptionKey ? { publicKey: decryptionKey.megolmV1PublicKey.publicKeyBase64, version: await keptVersion(machine) } : null,
    sendsTo,
  };
  identity?.free();
  return own;
}

/**
 * Gives the server the account's cross-signing keys, and this device their signature; twice gives the same. 'refused': it wants to know
 * who asks, so another device was faster; nobody is asked for a password here.
 */
export async function publishIdentity(machine: OlmMachine, requests: OutgoingRequestProcessor): Promise<'published' | 'refused'> {
  // `false`: keys that were made before a crash are used again.
  const { uploadKeysRequest, uploadSigningKeysRequest, uploadSignaturesRequest } = await machine.bootstrapCrossSigning(false);
  if (uploadKeysRequest) await requests.makeOutgoingRequest(uploadKeysRequest);
  try {
    await requests.makeOutgoingRequest<void>(uploadSigningKeysRequest, (make) => make(null));
  } catch (cause) {
    if (cause instanceof MatrixError && cause.httpStatus === 401) return 'refused';
    throw cause;
  }
  await requests.makeOutgoingRequest(uploadSignaturesRequest);
  return 'published';
}

/** The signatures alone, where the server has the keys already. */
export async function publishSignatures(machine: OlmMachine, requests: OutgoingRequestProcessor): Promise<void> {
  const { uploadSignaturesRequest } = await machine.bootstrapCrossSigning(false);
  await requests.makeOutgoingRequest(uploadSignaturesRequest);
}

/**
 * The SDK's own way deletes every backup first. The key is kept before the server hears of it, or a crash would leave a backup that nothing
 * opens.
 */
export async function makeBackup(machine: OlmMachine, http: Http): Promise<void> {
  const saved = await machine.getBackupKeys();
  let key = saved.backupVersion === notMadeYet ? saved.decryptionKey : undefined;
  if (!key) {
    key = BackupDecryptionKey.createRandomKey();
    await machine.saveBackupDecryptionKey(key, notMadeYet);
  }
  const { publicKeyBase64, algorithm } = key.megolmV1PublicKey;
  const signed = { public_key: publicKeyBase64 };
  // Canonical JSON, as there is but one member.
  const signatures: unknown = JSON.parse((await machine.sign(JSON.stringify(signed))).asJSON());
  await http.authedRequest(Method.Post, '/room_keys/version', undefined, { algorithm, auth_data: { ...signed, signatures } });
}

/** The key that is held is the one of this version. */
export async function confirmBackupKey(machine: OlmMachine, version: string): Promise<void> {
  const { decryptionKey } = await machine.getBackupKeys();
  if (decryptionKey) await machine.saveBackupDecryptionKey(decryptionKey, version);
}

function masterOf(json: string): string | null {
  const { keys } = JSON.parse(json) as { keys?: Record<string, string> };
  return Object.values(keys ?? {})[0] ?? null;
}
