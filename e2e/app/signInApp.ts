import type { Account } from '../homeserver/startHomeserver.ts';
import { signInForm } from '../pages/signInForm.ts';
import type { App } from './launchApp.ts';

/** Through the form, as people do; the homeserver is the one that stands in it. */
export async function signInApp(app: App, { username, password }: Pick<Account, 'username' | 'password'>): Promise<void> {
  await app.waitForPhase('signedOut');
  await signInForm(app.page).signIn({ username, password });
  await app.waitForPhase('active');
}
