import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './launchApp.ts';

/** The folders of accounts in the app's profile. */
export function accountFolders({ profile }: Pick<App, 'profile'>): readonly string[] {
  const folder = join(profile, 'accounts');
  return existsSync(folder) ? readdirSync(folder) : [];
}
