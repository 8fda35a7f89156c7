/** Unpadded, as Matrix writes it (appendices, "Unpadded Base64"). */
export function writeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

/** Null: not unpadded base64, all of it. */
export function readBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return writeBase64(bytes) === text ? bytes : null;
}
