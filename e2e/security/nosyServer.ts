import { execFile } from 'node:child_process';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { testCertificate } from '../faults/testCertificate.ts';
import { synapsePython } from '../homeserver/synapseVenv.ts';

export interface NosyServer {
  readonly url: string;
  /** For each visitor: the name in the certificate that it showed, or null. */
  readonly names: () => readonly (string | null)[];
  readonly close: () => Promise<void>;
}

/** A server that asks every visitor for a certificate of its own, and lets in who has none. */
export async function startNosyServer(): Promise<NosyServer> {
  const names: (string | null)[] = [];
  const { key, cert } = await testCertificate(['localhost']);
  const server = createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const subject = (request.socket as TLSSocket).getPeerCertificate()?.subject as { CN?: string } | undefined;
    names.push(subject?.CN ?? null);
    response.end('seen');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    names: () => names,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A certificate of the person's own, as a file that Electron can put into the system's store. */
export async function clientCertificate(
  folder: string,
  name: string,
): Promise<{ readonly certificate: string; readonly password: string }> {
  const certificate = join(folder, 'own.p12');
  const password = 'import it';
  await promisify(execFile)(synapsePython(), [
    join(import.meta.dirname, '..', 'faults', 'make_client_certificate.py'),
    certificate,
    password,
    name,
  ]);
  return { certificate, password };
}
