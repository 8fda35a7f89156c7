// Everything a fresh machine needs before the application can be built, run and tested. Safe to run again at any time.
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureNpmModules } from './npmModules.mjs';
import { cacheFolder } from './root.mjs';
import { ensureSynapse } from './synapse.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

const began = Date.now();

/** @param {string} line */
export function say(line) {
  console.log(`[setup ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node ${process.versions.node} is too old: Latchkey is built with Node 20.19 or newer.`);
}

/** electronRuntime.mjs needs node_modules, so it is loaded only when they are there. */
async function ensureElectron() {
  const { ensureElectron: ensure } = await import('./electronRuntime.mjs');
  return ensure(say);
}

/**
 * Does what is still to be done, side by side where it helps.
 * @param {{forTests?: boolean}} [options] `forTests` adds what the tests and the demo need: a homeserver, a display, a keychain
 * @returns the Electron that will run the application
 */
export async function setup({ forTests = false } = {}) {
  checkNode();
  mkdirSync(cacheFolder, { recursive: true });
  const packages = ensureSystemPackages(say, { forTests });
  const electron = Promise.all([packages, ensureNpmModules(say)]).then(ensureElectron);
  const synapse = forTests ? packages.then(() => ensureSynapse(say)) : undefined;
  const [ready] = await Promise.all([electron, synapse]);
  say(`running with ${ready.words}`);
  return ready;
}

/**
 * As `setup`, but ends the process with plain words when the machine cannot be set up.
 * @param {{forTests?: boolean}} [options]
 */
export async function setupOrExit(options) {
  try {
    return await setup(options);
  } catch (error) {
    console.error(`\nThe set-up stopped: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setupOrExit({ forTests: !process.argv.includes('--without-tests') });
}
