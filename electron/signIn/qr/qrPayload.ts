const version = 2;
/** The device that shows the code is the new one. */
const loginMode = 3;

/** What the QR code says (MSC4108): who shows it, and where to meet. Bytes, not text. */
export function qrPayload(publicKey: Uint8Array, rendezvousUrl: string): Uint8Array {
  const url = Buffer.from(rendezvousUrl, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(url.length);
  return Buffer.concat([Buffer.from('MATRIX', 'ascii'), Buffer.from([version, loginMode]), publicKey, length, url]);
}
