import { Failure } from '../../core/errors.ts';
import { savePrivately } from './savePrivately.ts';

const header = '-----BEGIN MEGOLM SESSION DATA-----';

/** An encrypted key file, to where people say; false: they called it off. */
export async function saveKeyFile(text: string): Promise<boolean> {
  // Nothing else leaves the engine this way.
  if (!text.startsWith(header)) throw new Failure({ code: 'badArgument', field: 'text' });
  return savePrivately(text, 'latchkey-keys.txt', 'Key file');
}
