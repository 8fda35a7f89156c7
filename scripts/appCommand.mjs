// Prints one line of JSON, `{"executablePath":…,"args":[…]}`: what starts the built application.
import { pathToFileURL } from 'node:url';
import { findElectron } from './electronRuntime.mjs';
import { root } from './root.mjs';

/** @param {import('./electronRuntime.mjs').ElectronRuntime} electron */
export function appCommand(electron) {
  // Chromium refuses to start its sandbox as root on Linux; everybody else keeps it.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const args = [...(asRoot ? ['--no-sandbox'] : []), ...(electron.appInside ? [] : [root])];
  return { executablePath: electron.executablePath, args };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const electron = findElectron();
  if (!electron) {
    console.error('There is no Electron yet: run `npm run setup`.');
    process.exit(1);
  }
  console.log(JSON.stringify(appCommand(electron)));
}
