import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import type { EngineClient } from '../engineClient.sdk.ts';
import { decrypter } from './decryptEvent.sdk.ts';
import { Healer, type HealerParts } from './healer.ts';
import { hearOfKeys } from './hearOfKeys.sdk.ts';

/** As soon as there is a crypto store, so that no key is missed; it begins to decrypt when it is told to. */
export function startHealing(client: EngineClient, store: HealerParts['store'], log: Log): Healer {
  const crypto = client.getCrypto() as CryptoBackend;
  const decrypt = decrypter(crypto);
  const healer = new Healer({
    store,
    // To decrypt can be to write what has become known of the sender: nothing may be written to a crypto store that stands still.
    decrypt: (event) => (client.intake?.hasStopped ? Promise.reject(new Failure({ code: 'diskRefuses' })) : decrypt(event)),
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });
  hearOfKeys(crypto, (sessions) => healer.keysCame(sessions));
  return healer;
}
