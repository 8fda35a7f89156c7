import { spawn, spawnSync } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a program in the foreground and answers its exit code; a signal or a failure to start counts as 1.
 * @param {string} program @param {string[]} args @param {{env?: NodeJS.ProcessEnv, cwd?: string, quiet?: boolean}} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, { env = process.env, cwd = root, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: quiet ? 'ignore' : 'inherit' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * As `run`, but keeps quiet unless it fails: then its last lines are in the error.
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
      const tail = printed.trim().split('\n').slice(-15).join('\n');
      reject(new Error(`${program} ${args[0] ?? ''} ended with ${signal ?? code}\n${tail}`));
    });
  });
}

/** @param {string} program */
export function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
