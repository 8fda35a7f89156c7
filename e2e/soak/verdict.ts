import type { App } from '../app/launchApp.ts';
import { historiesCompared, historyFaults } from '../search/historyFaults.ts';
import { secretsUsed } from '../run/secretsUsed.ts';
import type { CarolsWorld } from './carolsWorld.ts';
import { faultsOf, type Ledger, type Writer } from './ledger.ts';
import type { Trend } from './memoryTrend.ts';
import { stepsOf, unexplained, type Ending } from './phases.ts';
import { countOnServer, readApp, readPerson } from './readTimelines.ts';
import type { World } from './world.ts';

/** Memory may grow by so much: the messages themselves stay in memory while the room is open. */
const maxMegabytesPerMinute = 1;
/** A shorter run is all warm-up. */
const leastMinutesForMemory = 10;

export interface Judged {
  readonly world: World;
  readonly others: CarolsWorld;
  readonly book: Ledger;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly endings: readonly Ending[];
  readonly trend: Trend | null;
  readonly minutes: number;
}

/** Everything that is not as it must be after the run; empty: all is well. */
export async function judge(judged: Judged): Promise<readonly string[]> {
  const { world, others, start, endings } = judged;
  return [
    ...(await judgeMessages(judged)),
    ...(await judgeDevices(world)),
    ...unexplained(stepsOf(world.app.logFile, start), endings),
    ...judgeMemory(judged),
    ...judgeLogs([world.app, others.app]),
    ...[...world.network.ruleErrors(), ...others.network.ruleErrors()].map((error) => `a rule of the soak threw: ${String(error)}`),
  ];
}

async function judgeMessages({ world, book }: Judged): Promise<readonly string[]> {
  const { app, alice, bob, room } = world;
  const written: Record<Writer, number> = { A: book.written('A'), B: book.written('B') };
  const kept = await countOnServer(bob, room);
  const people = [
    ['A', alice.userId],
    ['B', bob.userId],
  ] as const;
  const miscounted = people.filter(([writer, userId]) => kept.get(userId) !== written[writer]);
  return [
    ...miscounted.map(
      ([writer, userId]) => `the server keeps ${kept.get(userId) ?? 0} messages of ${writer}, written were ${written[writer]}`,
    ),
    ...faultsOf('Bob', await readPerson(bob, room), written),
    ...faultsOf('Alice', await readApp(app.page, { patienceMs: 60_000 }), written),
  ];
}

async function judgeDevices({ homeserver, alice, deviceId }: World): Promise<readonly string[]> {
  const devices = await homeserver.listDevices(alice.userId);
  return devices.length === 1 && devices[0] === deviceId ? [] : [`Alice’s devices are ${devices.join(', ')}, it began with ${deviceId}`];
}

function judgeMemory({ trend, minutes }: Judged): readonly string[] {
  if (minutes < leastMinutesForMemory || trend === null || trend.megabytesPerMinute <= maxMegabytesPerMinute) return [];
  return [`memory grows by ${trend.megabytesPerMinute.toFixed(2)} MB a minute, more than ${maxMegabytesPerMinute}`];
}

function judgeLogs(apps: readonly App[]): readonly string[] {
  const logs = apps.map((app) => app.logs()).join('\n');
  const found = secretsUsed().filter((secret) => logs.includes(secret));
  return [
    ...(found.length === 0 ? [] : [`the apps’ logs hold ${found.length} secrets`]),
    ...historyFaults(logs),
    ...(historiesCompared(logs) > 0 ? [] : ['no history was compared']),
  ];
}
