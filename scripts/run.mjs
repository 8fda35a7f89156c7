import { spawn, spawnSync } from 'node:child_process';
import { root } from './root.mjs';

/** Whoever ends a script ends what it runs, and the script waits for that and ends too. */
const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in the foreground and answers its exit code; a signal or a failure to start counts as 1.
 * @param {string} program @param {string[]} args @param {{env?: NodeJS.ProcessEnv, cwd?: string, quiet?: boolean}} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = process.env, cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: quiet ? 'ignore' : 'inherit' });
    // The child cleans up after itself; leaving before it would leave its processes to nobody.
    let ending = false;
    const passOn = (/** @type {NodeJS.Signals} */ signal) => {
      ending = true;
      child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, passOn);
    const end = (/** @type {number} */ code) => {
      for (const signal of passedOn) process.off(signal, passOn);
      if (ending) process.exit(code === 0 ? 1 : code);
      resolve(code);
    };
    child.on('error', () => end(1));
    child.on('exit', (code) => end(code ?? 1));
  });
}

/**
 * As `run`, but keeps quiet unless it fails: then what it printed is in the error, shortened.
 * @param {string} program @param {string[]} args @param {{env?: NodeJS.ProcessEnv, cwd?: string, seconds?: number}} [options]
 * @returns {Promise<string>} what it printed
 */
export function runQuietly(program, args, { env = process.env, cwd = root, seconds = 1800 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: seconds * 1000 });
    let printed = '';
    const keep = (/** @type {Buffer} */ chunk) => void (printed += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(printed);
      reject(new Error(`${program} ${args[0] ?? ''} ended with ${signal ?? code}\n${shortened(printed)}`));
    });
  });
}

/** The cause stands at the beginning or at the end, hardly ever between. @param {string} printed */
function shortened(printed) {
  const lines = printed.trim().split('\n');
  return (lines.length <= 30 ? lines : [...lines.slice(0, 15), '…', ...lines.slice(-14)]).join('\n');
}

/** @param {string} program */
export function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
