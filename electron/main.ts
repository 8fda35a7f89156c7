import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { startApplication } from './application.ts';
import { createDurable, parseFault } from './durable.ts';
import { removeLeftPartitions } from './erase/leftPartitions.ts';
import { createLog } from './log.ts';
import { markTo } from './marks.ts';
import { profileAt } from './profile.ts';
import { registerAppScheme } from './window/appScheme.ts';

/** Composition root: what must be settled before Electron is ready; the rest is wired by `startApplication`. */
function main(): void {
  const folder = process.env.LATCHKEY_PROFILE;
  if (folder) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    app.setPath('userData', resolve(folder));
  }
  // Two processes never open one profile (J9).
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  const log = createLog({ file: process.env.LATCHKEY_LOG, echo: !app.isPackaged });
  process.on('uncaughtException', (cause) => void log.cause('uncaught', cause));
  process.on('unhandledRejection', (cause) => void log.cause('unhandled rejection', cause));
  registerAppScheme();
  // As root Chromium runs only without its sandbox (tests, containers); the windows ask for their own all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const fault = app.isPackaged ? undefined : parseFault(process.env.LATCHKEY_FAULT);
  const durable = createDurable(log, fault, () => process.kill(process.pid, 'SIGKILL'));
  const mark = markTo(log, process.getCreationTime() ?? Date.now());
  mark('mainRan');
  const profile = profileAt(app.getPath('userData'), !folder);
  removeLeftPartitions(profile, log);
  void startApplication({ log, durable, mark, profile });
}

main();
