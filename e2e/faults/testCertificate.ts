import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { synapsePython } from '../homeserver/synapseVenv.ts';

export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  /** What Chromium calls the fingerprint: SHA-256 of the public key, base64. */
  readonly spki: string;
}

/** A key and a self-signed certificate for these host names, made anew. */
export async function testCertificate(names: readonly string[]): Promise<TestCertificate> {
  const script = join(import.meta.dirname, 'make_certificate.py');
  const { stdout } = await promisify(execFile)(synapsePython(), [script, ...names]);
  const start = stdout.indexOf('-----BEGIN CERTIFICATE');
  const cert = stdout.slice(start);
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: stdout.slice(0, start), cert, spki: createHash('sha256').update(publicKey).digest('base64') };
}
