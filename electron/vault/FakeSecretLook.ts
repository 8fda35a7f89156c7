import type { Look, SecretLook } from './secretService.ts';

/** Says what it was told to say. */
export class FakeSecretLook implements SecretLook {
  says: Look = 'unknown';
  asked = 0;
  look = async (): Promise<Look> => this.says;
  askToUnlock = async (): Promise<void> => void this.asked++;
}
