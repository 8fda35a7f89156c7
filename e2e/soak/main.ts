// `npm run soak [-- --minutes N --seed N]`: the built app against a server with 5-second tokens, through a network that does harm by a seed.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanUpAtEnd } from '../../scripts/cleanUp.ts';
import { root } from '../../scripts/root.mjs';
import { memoryOf } from '../app/memoryOf.ts';
import { treeOf } from '../app/processTree.ts';
import { carolsLife } from './carolsLife.ts';
import { carolsWorld, type CarolsWorld } from './carolsWorld.ts';
import { collectGarbage } from './collectGarbage.ts';
import { beHostile, type Hostility } from './hostility.ts';
import { ledger } from './ledger.ts';
import { live } from './life.ts';
import { growthByProcess, trendOf, type WholeSample } from './memoryTrend.ts';
import { readOptions } from './options.ts';
import { stepsOf } from './phases.ts';
import { quiesce } from './quiesce.ts';
import { figures, progressLine } from './report.ts';
import { judge } from './verdict.ts';
import { makeWorld, type World } from './world.ts';

const sampleEveryMs = 20_000;
const progressEveryMs = 30_000;

const { minutes, seed } = readOptions(process.argv.slice(2));
const cleanUp = cleanUpAtEnd();
const began = Date.now();
let hostility: Hostility | undefined;
let world: World | undefined;
let others: CarolsWorld | undefined;

function clock(): string {
  const second = Math.floor((Date.now() - began) / 1_000);
  return `${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
}
const say = (line: string): void => console.log(`[soak ${clock()}] ${line}`);

async function soak(): Promise<readonly string[]> {
  const book = ledger();
  world = await makeWorld(cleanUp, book);
  const { network, app } = world;
  const carols = (others = await carolsWorld(cleanUp, world.homeserver));
  const harm = (hostility = beHostile(network, seed, 'Alice', clock));
  const carolsHarm = beHostile(carols.network, seed, 'Carol', clock);
  const samples: WholeSample[] = [];
  const start = Date.now();
  const sample = async (): Promise<void> => {
    await collectGarbage(app);
    const byProcess = new Map(treeOf(app.mainPid, app.profile).flatMap(megabytesOf));
    const megabytes = [...byProcess.values()].reduce((sum, one) => sum + one, 0);
    samples.push({ minutes: (Date.now() - start) / 60_000, megabytes, byProcess });
  };
  say('everybody writes; the network does harm from now on');
  const life = live(world, book, seed, say);
  const carol = carolsLife(carols, seed, say);
  const soFar = () => ({ book, hostility: harm, endings: life.endings, steps: stepsOf(app.logFile, start) });
  const timers = [
    setInterval(() => void sample(), sampleEveryMs),
    setInterval(() => say(progressLine(soFar(), samples.at(-1)?.megabytes)), progressEveryMs),
  ];
  let problems: readonly string[] = [];
  try {
    await Promise.race([sleep(minutes * 60_000), life.failed, carol.failed]);
    await Promise.all([life.stop(), carol.stop()]);
  } catch (cause) {
    // The rest of the verdict is worth hearing, too.
    problems = [`could not go on: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
  timers.forEach(clearInterval);
  harm.end();
  carolsHarm.end();
  say('the network is friendly again; waiting for the last messages');
  problems = [...problems, ...(await quiesce(world, book))];
  const trend = trendOf(samples);
  const found = await judge({ world, others: carols, book, start, endings: life.endings, trend, minutes });
  console.log(`\n${figures({ ...soFar(), refusals: life.refusals(), ended: carol.ended, trend, growth: growthByProcess(samples) })}`);
  return [...problems, ...found];
}

function megabytesOf(pid: number): [string, number][] {
  return [...memoryOf([pid], 'Pss_Anon').byKind].map(([kind, bytes]) => [`${kind} ${pid}`, bytes / 1_000_000]);
}

/** What happened last, and the apps' logs and pictures where they survive the run. */
async function keepEvidence(): Promise<void> {
  console.error(`\nThe last decisions of seed ${seed}:\n${hostility?.lastDecisions().join('\n') ?? 'none'}`);
  if (!world) return;
  const folder = join(root, 'test-results', `soak-${seed}`);
  mkdirSync(folder, { recursive: true });
  for (const [whose, app] of [
    ['alice', world.app],
    ['carol', others?.app],
  ] as const) {
    if (!app) continue;
    copyFileSync(app.logFile, join(folder, `${whose}.log.txt`));
    copyFileSync(app.outputFile, join(folder, `${whose}.output.log.txt`));
    await app.page.screenshot({ path: join(folder, `${whose}.png`), timeout: 5_000 }).catch(() => undefined);
  }
  console.error(`\nThe apps’ logs and pictures: ${folder}`);
}

say(`${minutes} minutes, seed ${seed}: \`npm run soak -- --minutes ${minutes} --seed ${seed}\` runs it again`);
const problems = await soak().catch((cause: unknown) => [cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)]);
if (problems.length > 0) {
  console.error(`\nFAILED with seed ${seed}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  await keepEvidence();
}
await cleanUp.run();
console.log(problems.length === 0 ? `\nPassed with seed ${seed}.` : `\nFailed with seed ${seed}.`);
process.exit(problems.length === 0 ? 0 : 1);
