// `withDisplay.mjs program [argument…]`: runs it under a private X server when there is no display.
import { spawn } from 'node:child_process';

/** @returns {Promise<{number: string, server: import('node:child_process').ChildProcess}>} once the server answers */
function startXvfb() {
  return new Promise((resolve, reject) => {
    // `-displayfd` makes the server choose a free number itself and write it once it is ready.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it was ready`)));
    /** @type {import('node:stream').Readable} */ (server.stdio[3]).once('data', (chunk) => {
      resolve({ number: String(chunk).trim(), server });
    });
  });
}

const [program, ...args] = process.argv.slice(2);
if (!program) {
  console.error('usage: withDisplay.mjs program [argument…]');
  process.exit(2);
}

const needed = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const display = needed ? await startXvfb() : undefined;
const env = display ? { ...process.env, DISPLAY: `:${display.number}` } : process.env;
const child = spawn(program, args, { stdio: 'inherit', env });

const endDisplay = () => void display?.server.kill('SIGTERM');
process.on('exit', endDisplay);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void child.kill(signal));
}
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));
