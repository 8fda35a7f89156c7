import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';

/** Opens a file of exported room keys, by the words of the specification ("Key export format"); throws for another passphrase. */
export function openKeyFile(file: string, passphrase: string): { readonly json: string; readonly rounds: number } {
  const armoured = /^-----BEGIN MEGOLM SESSION DATA-----\n([A-Za-z0-9+/=\n]+)\n-----END MEGOLM SESSION DATA-----\n?$/.exec(file)?.[1];
  if (armoured === undefined) throw new Error('not a file of exported room keys');
  const data = Buffer.from(armoured.replaceAll('\n', ''), 'base64');
  const body = data.subarray(0, -32);
  if (body[0] !== 1) throw new Error('another version of the format');
  const rounds = body.readUInt32BE(33);
  const keys = pbkdf2Sync(passphrase, body.subarray(1, 17), rounds, 64, 'sha512');
  if (!createHmac('sha256', keys.subarray(32)).update(body).digest().equals(data.subarray(-32)))
    throw new Error('the passphrase does not fit');
  const decipher = createDecipheriv('aes-256-ctr', keys.subarray(0, 32), body.subarray(17, 33));
  return { json: Buffer.concat([decipher.update(body.subarray(37)), decipher.final()]).toString('utf8'), rounds };
}
