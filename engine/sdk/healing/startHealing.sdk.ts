import type { CryptoBackend } from 'matrix-js-sdk/lib/common-crypto/CryptoBackend.js';
import { Failure } from '../../../core/errors.ts';
import type { Log } from '../../log.ts';
import type { EngineClient } from '../engineClient.sdk.ts';
import { decrypter } from './decryptEvent.sdk.ts';
import { Healer, type HealerParts } from './healer.ts';
import { hearOfKeys } from './hearOfKeys.sdk.ts';

/** To decrypt can be to write what has become known of the sender: nothing may be written to a crypto store that stands still. */
export function carefulDecrypter(client: EngineClient): HealerParts['decrypt'] {
  const decrypt = decrypter(client.getCrypto() as CryptoBackend);
  return (event) => (client.intake?.hasStopped ? Promise.reject(new Failure({ code: 'diskRefuses' })) : decrypt(event));
}

/** As soon as there is a crypto store, so that no key is missed; it begins to decrypt when it is told to. */
export function startHealing(client: EngineClient, store: HealerParts['store'], log: Log, healed?: HealerParts['healed']): Healer {
  const crypto = client.getCrypto() as CryptoBackend;
  const healer = new Healer({
    store,
    decrypt: carefulDecrypter(client),
    now: () => performance.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...(healed && { healed }),
    log,
  });
  hearOfKeys(crypto, (sessions) => healer.keysCame(sessions));
  return healer;
}
