import { passwordAuth } from './passwordAuth.ts';
import type { Person } from './startPerson.ts';

/** Keys that speak for the whole account, made by this device. */
export async function setUpCrossSigning(person: Person): Promise<void> {
  const crypto = person.client.getCrypto();
  if (!crypto) throw new Error('a device without encryption');
  await crypto.bootstrapCrossSigning({
    setupNewCrossSigning: true,
    authUploadDeviceSigningKeys: async (upload) => void (await upload(passwordAuth(person))),
  });
}

/** The public master and self-signing key that the server has for a user. */
export async function crossSigningKeys({ api }: Person, userId: string): Promise<readonly string[]> {
  const answer = await api.post('v3/keys/query', { device_keys: { [userId]: [] } });
  return [answer.master_keys, answer.self_signing_keys].flatMap((keys) => Object.values<string>(keys?.[userId]?.keys ?? {}));
}
