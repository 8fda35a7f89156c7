import type { Vault, VaultChange, VaultRead } from './vault.ts';

/** A keychain in memory; `trouble` is what every call answers while it is set. */
export class FakeVault implements Vault {
  readonly entries = new Map<string, string>();
  trouble: Exclude<VaultChange, { is: 'done' }> | null = null;

  read = async (account: string): Promise<VaultRead> => {
    if (this.trouble) return this.trouble;
    const secret = this.entries.get(account);
    return secret === undefined ? { is: 'absent' } : { is: 'present', secret };
  };

  write = async (account: string, secret: string): Promise<VaultChange> => {
    if (this.trouble) return this.trouble;
    this.entries.set(account, secret);
    return { is: 'done' };
  };

  remove = async (account: string): Promise<VaultChange> => {
    if (this.trouble) return this.trouble;
    this.entries.delete(account);
    return { is: 'done' };
  };

  check = async (): Promise<VaultChange> => this.trouble ?? { is: 'done' };

  askToUnlock = (): void => undefined;
}
