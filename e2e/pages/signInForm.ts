import type { Locator, Page } from '@playwright/test';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Left as it is when not given. */
  readonly homeserver?: string;
}

/** The form at first start and after a sign-out. */
export function signInForm(page: Page) {
  const homeserver = page.getByRole('textbox', { name: 'Homeserver' });
  const username = page.getByRole('textbox', { name: 'Username' });
  const password = page.getByRole('textbox', { name: 'Password' });
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  const fill = async (credentials: Credentials): Promise<void> => {
    if (credentials.homeserver !== undefined) {
      // `fill` presses no key, and without a sign of life the app looks nothing up.
      await homeserver.click();
      await homeserver.fill(credentials.homeserver);
    }
    await username.fill(credentials.username);
    await password.fill(credentials.password);
  };
  return {
    homeserver,
    username,
    password,
    submit,
    /** What went wrong, in words. */
    problem: page.getByRole('alert') as Locator,
    fill,
    signIn: async (credentials: Credentials): Promise<void> => {
      await fill(credentials);
      await submit.click();
    },
  };
}
