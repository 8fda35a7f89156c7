import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EraseJournal } from '../../core/session/eraseJournal.ts';
import type { Main, World } from './session.fixtures.ts';

/** The journal of an erase, if one lies there. */
export function journalOf(main: Pick<Main, 'journal'>): EraseJournal | null {
  const read = main.journal.read();
  return read.is === 'read' ? read.journal : null;
}

/** What the profile and the keychain say after the end, as one text. */
export function remains(world: World): string {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [
    ...world.vault.entries.keys(),
    ...files.map((file) => `${file.name} ${readFileSync(join(file.parentPath, file.name), 'latin1')}`),
  ].join('\n');
}
