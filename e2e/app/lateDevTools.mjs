// Passes the app's lines on; the one that tells where DevTools listen, only once its windows are at rest. With `--forgetful`, windows keep
// no answers for Playwright.
import { createInterface } from 'node:readline';
import { windowsAtRest } from './windowsAtRest.mjs';

const atRest = windowsAtRest();
const devTools = 'DevTools listening on ';
let held = '';
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith(devTools)) held = line.slice(devTools.length);
  else process.stdout.write(`${line}\n`);
  if (!atRest(line) || held === '') continue;
  process.stdout.write(`${devTools}${await listensAt(held)}\n`);
  held = '';
}
process.exit(0);

/** @param {string} url */
async function listensAt(url) {
  if (!process.argv.includes('--forgetful')) return url;
  const { forgetfulDevTools } = await import('./forgetfulDevTools.mjs');
  return forgetfulDevTools(url);
}
