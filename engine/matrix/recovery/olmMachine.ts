import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import type { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';

type OlmMachine = RustCrypto['olmMachine'];

/** For what the SDK's public API has no word: private in TypeScript only. */
export function olmMachineOf(client: MatrixClient): OlmMachine {
  return (client.getCrypto() as unknown as RustCrypto)['olmMachine'];
}
