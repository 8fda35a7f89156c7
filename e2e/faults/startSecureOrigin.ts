import { startProxy, type Proxy } from './startProxy.ts';
import { testCertificate } from './testCertificate.ts';

export interface SecureOrigin extends Proxy {
  readonly name: string;
  /** Arguments for `launch` that make the app find the name; with `trusted` also believe its certificate. */
  readonly appArgs: (options: { trusted: boolean }) => readonly string[];
}

/**
 * `https://NAME` on loopback, for discovery of a bare server name such as `home.test`: a proxy like any other, whose
 * rules answer `/.well-known/matrix/client` and whose rest is the target.
 */
export async function startSecureOrigin(name: string, target: string): Promise<SecureOrigin> {
  const certificate = await testCertificate([name]);
  const proxy = await startProxy(target, { certificate, origin: `https://${name}` });
  return {
    ...proxy,
    name,
    appArgs: ({ trusted }) => [
      `--host-resolver-rules=MAP ${name} 127.0.0.1:${proxy.port}`,
      ...(trusted ? [`--ignore-certificate-errors-spki-list=${certificate.spki}`] : []),
    ],
  };
}
