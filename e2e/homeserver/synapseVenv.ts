import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { synapsePython as installedPython } from '../../scripts/synapse.mjs';

/** The Python of the Synapse that `npm run setup` installs; `LATCHKEY_SYNAPSE_VENV` names another environment. */
export function synapsePython(): string {
  const venv = process.env.LATCHKEY_SYNAPSE_VENV;
  const python = venv === undefined ? installedPython : join(venv, 'bin', 'python');
  if (!existsSync(python)) throw new Error('Synapse is not installed: run `npm run setup`');
  return python;
}
