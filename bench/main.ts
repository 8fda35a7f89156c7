// `npm run bench [-- --runs N --only starts|sessions|switches|refreshes|storms|history]`: measures the built application and prints every
// figure beside its target. It asserts nothing.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { cleanUpAtEnd, type CleanUp } from '../scripts/cleanUp.ts';
import { findElectron } from '../scripts/electronRuntime.mjs';
import { coldStart, makeProfile, type ColdStart } from './coldStarts.ts';
import { figures, sizeFigures } from './figures.ts';
import { historyLines } from './history.ts';
import { liveSession, type LivedSession } from './livedSession.ts';
import { memoryRows, momentRows, table } from './report.ts';
import { liveWithRefreshes, type Refreshes } from './refreshes.ts';
import { measureSizes, type Sizes } from './sizes.ts';
import { findPackaged } from './packaged.ts';
import { median, percentile } from './statistics.ts';
import { stormOf401s, type Storm } from './storm.ts';
import { switchSession, type Switches } from './switchRooms.ts';
import { makeWorld, type World } from './world.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '7' }, only: { type: 'string' } } });
const runs = Math.max(5, Number(options.runs));
const refreshesPerRun = 3;
const megabyte = 1_000_000;

function say(line: string): void {
  console.error(`[bench] ${line}`);
}

const sessions: LivedSession[] = [];
const switches: Switches[] = [];
const starts: ColdStart[] = [];
const packagedStarts: ColdStart[] = [];
const packaged = findPackaged();
const refreshes: Refreshes[] = [];
const storms: Storm[] = [];

async function measure(): Promise<void> {
  const cleanUp = cleanUpAtEnd();
  try {
    say('a homeserver, ten rooms and somebody who writes in them');
    const world = await makeWorld(cleanUp);
    if (wants('sessions', 'switches')) await measureSessions(world);
    if (wants('storms')) await measureStorms(world);
    if (wants('refreshes')) await measureRefreshes(cleanUp, world);
    if (!wants('starts')) return;
    const profile = await makeProfile(world);
    for (let run = 1; run <= runs; run++) {
      say(`start ${run} of ${runs}`);
      starts.push(await coldStart(world, profile));
      // In turn, so that both meet the same computer.
      if (packaged !== null) packagedStarts.push(await coldStart(world, profile, packaged.command));
    }
  } finally {
    await cleanUp.run();
  }
}

/** Everything, unless one part was asked for. */
function wants(...parts: readonly string[]): boolean {
  return options.only === undefined || parts.includes(options.only);
}

async function measureStorms(world: World): Promise<void> {
  for (let run = 1; run <= runs; run++) {
    say(`ten 401s at once, ${run} of ${runs}`);
    storms.push(await stormOf401s(world, `${run} of the storm`));
  }
}

async function measureRefreshes(cleanUp: CleanUp, world: World): Promise<void> {
  say(`${refreshesPerRun * runs} refreshes of tokens that live five seconds`);
  refreshes.push(await liveWithRefreshes(cleanUp, world.keyring, refreshesPerRun * runs));
}

async function measureSessions(world: World): Promise<void> {
  for (let run = 1; run <= runs; run++) {
    say(`session ${run} of ${runs}`);
    if (options.only === 'switches') {
      switches.push(await switchSession(world, String(run)));
      continue;
    }
    const session = await liveSession(world, String(run));
    sessions.push(session);
    switches.push(session.switches);
  }
}

function print(sizes: Sizes): void {
  const rows = [
    { figure: figures.painted, values: starts.map((start) => start.painted) },
    { figure: figures.live, values: starts.map((start) => start.live) },
    { figure: figures.packagedPainted, values: packagedStarts.map((start) => start.painted) },
    { figure: figures.packagedLive, values: packagedStarts.map((start) => start.live) },
    { figure: figures.dialog, values: sessions.map((session) => session.dialog) },
    { figure: figures.resumed, values: sessions.map((session) => session.resumed) },
    { figure: figures.queueSent, values: sessions.map((session) => session.queueSent) },
    { figure: figures.erased, values: sessions.map((session) => session.erased) },
    { figure: figures.switchMedian, values: switches.map(({ all }) => median(all)) },
    { figure: figures.switchP95, values: switches.map(({ all }) => percentile(all, 0.95)) },
    { figure: figures.switchFirst, values: switches.map(({ first }) => median(first)) },
    { figure: figures.switchWorst, values: switches.map(({ all }) => Math.max(...all)) },
    { figure: figures.refreshFailed, values: refreshes.map(({ failed }) => failed) },
    { figure: figures.refreshDuring, values: refreshes.flatMap(({ during }) => during) },
    { figure: figures.refreshBetween, values: refreshes.flatMap(({ between }) => between) },
    { figure: figures.stormDialog, values: storms.map(({ dialog }) => dialog) },
    { figure: figures.stormConfirmed, values: storms.map(({ confirmed }) => confirmed) },
    { figure: figures.stormDialogs, values: storms.map(({ dialogs }) => dialogs) },
    { figure: figures.stormProbes, values: storms.map(({ probes }) => probes) },
    { figure: figures.memory, values: starts.map((start) => start.memory.total / megabyte) },
    { figure: sizeFigures.pageScripts, values: [sizes.pageScripts / megabyte] },
    { figure: sizeFigures.engineScripts, values: [sizes.engineScripts / megabyte] },
    { figure: sizeFigures.engineWasm, values: [sizes.engineWasm / megabyte] },
    { figure: sizeFigures.asar, values: packaged === null ? [] : [packaged.asar / megabyte] },
    { figure: sizeFigures.deb, values: (packaged?.deb ?? []).map((bytes) => bytes / megabyte) },
    { figure: sizeFigures.tarball, values: (packaged?.tarball ?? []).map((bytes) => bytes / megabyte) },
    { figure: sizeFigures.rpm, values: (packaged?.rpm ?? []).map((bytes) => bytes / megabyte) },
    { figure: sizeFigures.installed, values: packaged === null ? [] : [packaged.installed / megabyte] },
    { figure: sizeFigures.all, values: [sizes.all / megabyte] },
  ];
  console.log(`\n${table(rows)}`);
  if (packaged === null) console.log('\nThe package was not measured: run npm run package first, of this build.');
  if (starts.length === 0) return;
  console.log(`\nA start, moment by moment, medians:\n${momentRows(starts.map((start) => start.moments))}`);
  console.log(`\nMemory by kind of process, medians:\n${memoryRows(starts.map((start) => start.memory))}`);
}

console.log(
  `Measured with ${findElectron()?.words ?? 'no Electron'}, ${runs} runs; Element Web 1.12 and Cinny 4.12 in the same Electron 33, 2 cores, 10 rooms.`,
);
const history = wants('history') ? await historyLines() : null;
const failed = await (options.only === 'history' ? Promise.resolve() : measure()).then(
  () => false,
  (cause: unknown) => {
    console.error(cause);
    return true;
  },
);
console.log(`Load of this computer over the last 15 minutes, measuring included: ${loadavg()[2]!.toFixed(1)}.`);
// What was measured until then is worth seeing, too.
print(measureSizes());
if (history !== null) console.log(history);
process.exit(failed ? 1 : 0);
