import { UserId } from '@matrix-org/matrix-sdk-crypto-wasm';

let isModuleThere = false;

/**
 * Whether the crypto module can take it for a user ID. Others are stricter or laxer, so it is asked itself; but never for anything that
 * is not a text, with which it reads past the end of its memory. Throws before the module is there (`wasmReady`).
 */
export function isUserId(id: unknown): id is string {
  if (typeof id !== 'string') return false;
  if (!isModuleThere) {
    new UserId('@a:b').free();
    isModuleThere = true;
  }
  try {
    new UserId(id).free();
    return true;
  } catch {
    return false;
  }
}

/** The module takes anything for a room ID that begins so. */
export function isRoomId(id: unknown): id is string {
  return typeof id === 'string' && id.startsWith('!');
}
