import { join } from 'node:path';
import type { Keyring } from '../keyring/startKeyring.ts';
import { searchTree, type Needles } from './searchTree.ts';

/** Where in a keyring the needles stand: in what it answers, and in the files it keeps. */
export async function searchKeyring(keyring: Keyring, needles: Needles): Promise<readonly string[]> {
  const stored = (await keyring.isThere()) ? await keyring.items() : [];
  const inItems = Object.entries(needles).flatMap(([needle, text]) =>
    stored
      .filter(({ service, account, secret = '' }) => [service, account, secret].some((part) => part.includes(text)))
      .map(({ service }) => `${needle} in an item of ${service}`),
  );
  const { hits } = searchTree(join(keyring.directory, 'home'), needles);
  return [...inItems, ...hits.map(({ needle, file }) => `${needle} in file ${file}`)];
}
