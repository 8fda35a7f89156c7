import type { App } from '../app/launchApp.ts';
import { expect } from '../fixtures/test.ts';

/** A new account's device is signed and its backup begun, which happens behind the scenes some time after the sign-in. */
export async function backupSetUp(app: App): Promise<void> {
  await expect.poll(() => app.logs(), { message: 'the backup to be set up', timeout: 20_000 }).toMatch(/setting up the backup: .*: whole/);
}
