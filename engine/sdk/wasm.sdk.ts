import { initAsync } from '@matrix-org/matrix-sdk-crypto-wasm';

/** Begins to compile the crypto module while the SDK's scripts are still loading; the SDK waits for the same promise. */
export const wasmReady: Promise<void> = initAsync();
