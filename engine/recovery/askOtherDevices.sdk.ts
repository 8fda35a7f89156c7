import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import type { Log } from '../log.ts';
import { rustParts } from '../sdk/rustParts.sdk.ts';

/** A device that has not heard yet that this one was signed says nothing, so it is asked again. */
const afterMs = [0, 4_000, 30_000];

/** What the secret storage lacks, another device of the account may have: the key of the backup. It comes by itself. */
export function askOtherDevices(client: MatrixClient, log: Log): void {
  for (const ms of afterMs) setTimeout(() => void ask(client).catch((cause) => log.fault('asking other devices', cause)), ms);
}

async function ask(client: MatrixClient): Promise<void> {
  const crypto = client.getCrypto() as RustCrypto;
  if ((await crypto.getSessionBackupPrivateKey()) !== null) return;
  await rustParts(client).machine.requestMissingSecretsIfNeeded();
  // Else it would go out with the next answer to a sync, which may be half a minute away.
  await crypto['outgoingRequestsManager'].doProcessOutgoingRequests();
}
