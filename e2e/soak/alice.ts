import type { Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { waitUntil } from '../run/waitUntil.ts';
import type { Ledger } from './ledger.ts';

/** What Alice does before the app, one thing at a time. */
export interface Alice {
  readonly write: () => Promise<void>;
  /** Signs in through the dialog, which is there or is reached by the notice; as often as the network makes it necessary. */
  readonly signInAgain: (password: string) => Promise<void>;
  readonly seesDialog: () => Promise<boolean>;
  readonly putsDialogAside: () => Promise<void>;
}

const signedInPhases = new Set(['active', 'refreshing']);

export function alice(page: Page, book: Ledger): Alice {
  const { dialog, password: field, submit, notNow } = sessionExpiredDialog(page);
  const phase = () => page.evaluate(() => document.documentElement.dataset['session'] ?? '');
  const reopen = page.getByRole('button', { name: 'Sign in again' });

  const isSignedIn = async (): Promise<boolean> => signedInPhases.has(await phase()) && !(await dialog.isVisible());
  /** One go at it; what is gone while it is asked for is looked at again. */
  const attempt = async (password: string): Promise<void> => {
    if (!(await dialog.isVisible())) return reopen.first().click({ timeout: 500 });
    if ((await field.inputValue({ timeout: 500 })) !== password) await field.fill(password, { timeout: 500 });
    if (await submit.isEnabled({ timeout: 500 })) await submit.click({ timeout: 500 });
  };

  return {
    write: async () => {
      const text = book.write('A');
      await composer(page).send(text);
      await timeline(page).message(text).waitFor({ timeout: 10_000 });
    },
    seesDialog: () => dialog.isVisible(),
    putsDialogAside: async () => {
      await notNow.click();
      await dialog.waitFor({ state: 'hidden' });
    },
    signInAgain: async (password) => {
      const until = Date.now() + 150_000;
      while (!(await isSignedIn())) {
        if (Date.now() > until) throw new Error(`not signed in again within 150 s; the phase is ${await phase()}`);
        await attempt(password).catch(() => undefined);
        await sleep(250);
      }
      await waitUntil('the dialog to be gone', async () => !(await dialog.isVisible()));
    },
  };
}
