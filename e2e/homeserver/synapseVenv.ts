import { existsSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');

/** The Python of the Synapse that `npm run setup` installs. */
export function synapsePython(): string {
  const venv = process.env.LATCHKEY_SYNAPSE_VENV ?? join(repository, '.cache', 'synapse-venv');
  const python = join(venv, 'bin', 'python');
  if (!existsSync(python)) throw new Error('Synapse is not installed: run `npm run setup`');
  return python;
}
