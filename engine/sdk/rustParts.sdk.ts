import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RustBackupManager } from 'matrix-js-sdk/lib/rust-crypto/backup.js';
import type { OutgoingRequestProcessor } from 'matrix-js-sdk/lib/rust-crypto/OutgoingRequestProcessor.js';
import type { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';

interface RustParts {
  readonly machine: OlmMachine;
  readonly requests: OutgoingRequestProcessor;
  readonly backups: RustBackupManager;
}

/** What lies behind the SDK's `CryptoApi` (43.0.0): its own ways to sign and to make a backup rotate keys and delete backups. */
export function rustParts(client: MatrixClient): RustParts {
  const crypto = client.getCrypto() as RustCrypto;
  return {
    machine: crypto['olmMachine'] as OlmMachine,
    requests: crypto['outgoingRequestProcessor'] as OutgoingRequestProcessor,
    backups: crypto['backupManager'] as RustBackupManager,
  };
}
