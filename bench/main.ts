// `npm run bench [-- --runs N]`: measures the built application and prints every figure beside its target. It asserts nothing.
import { parseArgs } from 'node:util';
import { cleanUpAtEnd } from '../scripts/cleanUp.ts';
import { findElectron } from '../scripts/electronRuntime.mjs';
import { coldStart, makeProfile, type ColdStart } from './coldStarts.ts';
import { figures, sizeFigures } from './figures.ts';
import { liveSession, type LivedSession } from './livedSession.ts';
import { memoryRows, table } from './report.ts';
import { measureSizes, type Sizes } from './sizes.ts';
import { median, percentile } from './statistics.ts';
import { makeWorld } from './world.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '7' } } });
const runs = Math.max(5, Number(options.runs));
const megabyte = 1_000_000;

function say(line: string): void {
  console.error(`[bench] ${line}`);
}

async function measure(): Promise<{ starts: ColdStart[]; sessions: LivedSession[] }> {
  const cleanUp = cleanUpAtEnd();
  try {
    say('a homeserver, ten rooms and somebody who writes in them');
    const world = await makeWorld(cleanUp);
    const sessions: LivedSession[] = [];
    for (let run = 1; run <= runs; run++) {
      say(`session ${run} of ${runs}`);
      sessions.push(await liveSession(world, String(run)));
    }
    const profile = await makeProfile(world);
    const starts: ColdStart[] = [];
    for (let run = 1; run <= runs; run++) {
      say(`start ${run} of ${runs}`);
      starts.push(await coldStart(world, profile));
    }
    return { starts, sessions };
  } finally {
    await cleanUp.run();
  }
}

function print(starts: readonly ColdStart[], sessions: readonly LivedSession[], sizes: Sizes): void {
  const rows = [
    { figure: figures.painted, values: starts.map((start) => start.painted) },
    { figure: figures.live, values: starts.map((start) => start.live) },
    { figure: figures.dialog, values: sessions.map((session) => session.dialog) },
    { figure: figures.resumed, values: sessions.map((session) => session.resumed) },
    { figure: figures.queueSent, values: sessions.map((session) => session.queueSent) },
    { figure: figures.erased, values: sessions.map((session) => session.erased) },
    { figure: figures.switchMedian, values: sessions.map((session) => median(session.switches)) },
    { figure: figures.switchP95, values: sessions.map((session) => percentile(session.switches, 0.95)) },
    { figure: figures.memory, values: starts.map((start) => start.memory.total / megabyte) },
    { figure: sizeFigures.pageScripts, values: [sizes.pageScripts / megabyte] },
    { figure: sizeFigures.engineScripts, values: [sizes.engineScripts / megabyte] },
    { figure: sizeFigures.engineWasm, values: [sizes.engineWasm / megabyte] },
    { figure: sizeFigures.all, values: [sizes.all / megabyte] },
  ];
  console.log(`\n${table(rows)}\n\nMemory by kind of process, medians:\n${memoryRows(starts.map((start) => start.memory))}`);
}

console.log(`Measured with ${findElectron()?.words ?? 'no Electron'}, ${runs} runs; Element Web 1.12 and Cinny 4.12 in the same Electron 33, 2 cores, 10 rooms.`);
const { starts, sessions } = await measure();
print(starts, sessions, measureSizes());
process.exit(0);
