// The system packages that running and testing needs on Debian and Ubuntu.
import { spawnSync } from 'node:child_process';
import { isInstalled, runQuietly } from './run.mjs';

const toRun = [
  'libsecret-1-0',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxshmfence1',
  'unzip',
];
const toTest = [
  'xvfb',
  'xauth',
  'x11-utils',
  'dbus',
  'dbus-x11',
  'gnome-keyring',
  'libsecret-tools',
  'python3-venv',
  'libglib2.0-bin',
  'desktop-file-utils',
];

/** @param {string[]} names */
function missing(names) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status} ${Provides}\n', '*'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const present = new Set();
  for (const line of stdout.split('\n')) {
    const [name, status, ...provides] = line.split(/[\s,]+/);
    // Newer releases rename libraries (libgtk-3-0t64) and say so in Provides.
    if (status === 'installed') for (const each of [name, ...provides]) present.add(each);
  }
  return names.filter((name) => !present.has(name));
}

/**
 * Installs what is missing where that is possible, and says what to type where it is not.
 * @param {(line: string) => void} say @param {{forTests: boolean}} options
 */
export async function ensureSystemPackages(say, { forTests }) {
  if (process.platform !== 'linux') return;
  if (!isInstalled('apt-get'))
    return say('not a Debian: make sure that these are installed (or what they are called here): ' + [...toRun, ...toTest].join(' '));
  await install(say, missing(forTests ? [...toRun, ...toTest] : toRun));
}

/**
 * As above, for the tools of one command: a program and the package that brings it.
 * @param {(line: string) => void} say @param {Record<string, string>} tools
 */
export async function ensureTools(say, tools) {
  const absent = Object.entries(tools).filter(([program]) => !isInstalled(program));
  if (absent.length === 0) return;
  if (!isInstalled('apt-get')) throw new Error(`These programs are missing here: ${absent.map(([program]) => program).join(', ')}.`);
  await install(say, [...new Set(absent.map(([, name]) => name))]);
}

/** @param {(line: string) => void} say @param {string[]} names */
async function install(say, names) {
  if (names.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Error(`${names.length} system packages are missing. Run this once, then try again:\n\n  sudo ${command}\n`);
  }
  say(`installing ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', command.split(' ').slice(1), { env });
}
