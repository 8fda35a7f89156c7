import type { CallsOf } from '../../core/contracts/contract.ts';
import type { recoveryPaperOffer } from '../../core/features/recovery/hostCalls.ts';
import { findPageWindow } from '../window/findPageWindow.ts';
import { savePrivately } from './savePrivately.ts';

/** Ways to keep a recovery key that is on screen. It passes through here, and is neither kept nor written down anywhere else. */
export function recoveryKeyPaper(userId: () => string): CallsOf<typeof recoveryPaperOffer> {
  return {
    saveRecoveryKey: async ({ key }) => ({
      saved: await savePrivately(fileOf(userId(), key), 'latchkey-recovery-key.txt', 'Recovery key'),
    }),
    printPage: () =>
      new Promise((resolve) => {
        const page = findPageWindow();
        if (!page) return resolve({ is: 'failed' });
        return page.webContents.print({ printBackground: false }, (printed, reason) =>
          resolve({ is: printed ? 'printed' : /cancel/i.test(reason) ? 'cancelled' : 'failed' }),
        );
      }),
  };
}

const fileOf = (userId: string, key: string): string => `Recovery key of the Matrix account ${userId}

${key}

It opens the encrypted messages of this account when you sign in on a new device.
Keep it in a safe place: whoever has it, and the password, can read them.
`;
