import type { App } from '../app/launchApp.ts';
import { expect } from '../fixtures/test.ts';
import { settingsDialog } from '../pages/settingsDialog.ts';

/** The SDK waits up to 10 s before it sends new keys, after the backup itself was begun. */
const UPLOAD_MS = 40_000;

/** Nothing waits for the backup any more, as the settings say: whoever signs out then is not kept by it. Closes the settings again. */
export async function keysSent(app: App): Promise<void> {
  const settings = settingsDialog(app.page);
  await settings.section('Security');
  const backup = settings.dialog.getByRole('region', { name: 'Backup of your keys' });
  await expect(backup.getByRole('status')).toContainText('All keys of this device are in your backup.', { timeout: UPLOAD_MS });
  await app.page.keyboard.press('Escape');
  await expect(settings.dialog).toBeHidden();
}
