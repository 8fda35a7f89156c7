// Passes the app's lines on; the one that tells where DevTools listen, only once its windows are at rest.
import { createInterface } from 'node:readline';
import { windowsAtRest } from './windowsAtRest.mjs';

const atRest = windowsAtRest();
let held = '';
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('DevTools listening on ')) held = `${line}\n`;
  else process.stdout.write(`${line}\n`);
  if (!atRest(line) || held === '') continue;
  process.stdout.write(held);
  held = '';
}
