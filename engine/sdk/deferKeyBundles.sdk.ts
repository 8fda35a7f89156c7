import { RustCrypto } from 'matrix-js-sdk/lib/rust-crypto/rust-crypto.js';
import type { Log } from '../log.ts';

type Accept = (this: RustCrypto, roomId: string, inviter: string) => Promise<boolean>;

/**
 * For rooms joined in the last day, `initRustCrypto` (43.0.0) asks the server for key bundles and waits: without a server, or with
 * a paused session, it hangs for half a minute and then fails, and the account would not open. So these questions are put off
 * until the client is live; call what this returns then.
 */
export function deferKeyBundles(): (log: Log) => void {
  const accept: Accept = RustCrypto.prototype.maybeAcceptKeyBundle;
  const put: { crypto: RustCrypto; roomId: string; inviter: string }[] = [];
  RustCrypto.prototype.maybeAcceptKeyBundle = function (this: RustCrypto, roomId, inviter) {
    put.push({ crypto: this, roomId, inviter });
    return Promise.resolve(false);
  };
  return (log) => {
    RustCrypto.prototype.maybeAcceptKeyBundle = accept;
    for (const { crypto, roomId, inviter } of put.splice(0)) {
      accept.call(crypto, roomId, inviter).catch((cause) => log.fault('a key bundle', cause));
    }
  };
}
