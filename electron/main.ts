import { app } from 'electron';
import { startApplication } from './application.ts';
import { parseCommandLine } from './profile/commandLine.ts';
import type { StartOptions } from './profile/commandLine.ts';
import { createDurable, parseFault } from './disk/durable.ts';
import { removeLeftPartitions } from './erase/leftPartitions.ts';
import { createLog } from './log.ts';
import { markTo } from './marks.ts';
import { sayAndEnd } from './profile/sayAndEnd.ts';
import { commandLineWords, helpText } from './profile/startWords.ts';
import { takeProfile } from './profile/takeProfile.ts';
import { registerSchemes } from './window/appScheme.ts';
import { nameAfterProfile } from './window/desktopName.ts';

/** Composition root: what must be settled before Electron is ready; the rest is wired by `startApplication`. */
function main(): void {
  const line = parseCommandLine(process.argv.slice(1));
  switch (line.is) {
    case 'help':
      return printAndEnd(helpText);
    case 'version':
      return printAndEnd(`Latchkey ${app.getVersion()}\n`);
    case 'wrong':
      return void sayAndEnd(commandLineWords(line.why));
    case 'start':
      return start(line.start);
  }
}

function printAndEnd(text: string): void {
  process.stdout.write(text);
  app.exit(0);
}

function start(options: StartOptions): void {
  const log = createLog({ file: process.env.LATCHKEY_LOG, echo: !app.isPackaged });
  process.on('uncaughtException', (cause) => void log.fault('uncaught', cause));
  process.on('unhandledRejection', (cause) => void log.fault('unhandled rejection', cause));
  // Two processes never open one profile (J9).
  const taken = takeProfile(options, log);
  if (taken.is === 'running') return app.exit(0);
  if (taken.is === 'refused') return void sayAndEnd(taken.words);
  const { profile, older } = taken;
  nameAfterProfile(profile.name);
  registerSchemes();
  // As root Chromium runs only without its sandbox (tests, containers); the windows ask for their own all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const fault = app.isPackaged ? undefined : parseFault(process.env.LATCHKEY_FAULT);
  const durable = createDurable(log, fault, () => process.kill(process.pid, 'SIGKILL'));
  const mark = markTo(log, process.getCreationTime() ?? Date.now());
  mark('mainRan');
  removeLeftPartitions(profile, log);
  void startApplication({ log, durable, mark, profile }, { hidden: options.hidden || wasOpenedAtSignIn(), link: options.link, older });
}

/** macOS gives what it opens at a sign-in no arguments. */
const wasOpenedAtSignIn = (): boolean => process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

main();
