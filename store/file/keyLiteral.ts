const digits = new TextEncoder().encode('0123456789abcdef');
const quote = 0x27;

/**
 * SQLCipher's raw key, x'…', as bytes: no JavaScript string ever holds it, so it can be zeroed.
 * The caller zeroes what it gets.
 */
export function keyLiteral(key: Uint8Array): Uint8Array<ArrayBuffer> {
  if (key.length !== 32) throw new Error('the key must have 32 bytes');
  const literal = new Uint8Array(3 + 64);
  literal[0] = 0x78;
  literal[1] = quote;
  key.forEach((byte, index) => {
    literal[2 + 2 * index] = digits[byte >> 4]!;
    literal[3 + 2 * index] = digits[byte & 15]!;
  });
  literal[66] = quote;
  return literal;
}
