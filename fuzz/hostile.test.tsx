// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { readRoomSummary } from '../core/features/rooms/readRoom.ts';
import { readTimelineItem } from '../core/features/timeline/readTimeline.ts';
import { unreadable } from '../core/read/read.ts';
import type { Log } from '../engine/log.ts';
import { opened, storeFolder } from '../store/file/storeFolder.fixtures.ts';
import { snapshotTable } from '../store/tables/snapshotTable.ts';
import { fuzzRun, report, slowest } from './cases.ts';
import { draw } from './drawing.tsx';
import { badRoom, goodIds, goodRoom, goodWords, hostileAnswer } from './hostileAnswer.ts';
import { intruders } from './intruders.ts';
import { project } from './projecting.ts';

const hour = 3_600_000;
const taskMs = 50;
const complaints: string[] = [];
/** The SDK says on the console what it has coped with. */
let drawing = false;
const log: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (text) => void complaints.push(text),
  fault: (what, cause) => {
    complaints.push(`${what}: ${cause instanceof Error ? cause.stack : String(cause)}`);
    return 'ref';
  },
};

function none(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  const call = (_slot: string, name: string, arg: unknown): Promise<unknown> => {
    complaints.push(`the page told main: ${name} ${JSON.stringify(arg)}`);
    return Promise.resolve({ ok: true, value: undefined });
  };
  Object.assign(window, { latchkey: { call, listen: () => () => undefined, wantEngine: () => undefined } });
  for (const level of ['error', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => {
      if (drawing) complaints.push(`console: ${words.map(String).join(' ').slice(0, 2_000)}`);
    });
  vi.stubGlobal('fetch', () => complaints.push('a request was made'));
});

test(
  'issue 11: whatever strangers send, it is drawn without an error, a script, a request or a long task, and what is beside it is drawn, too',
  async () => {
    const folder = storeFolder();
    const file = opened(folder.path);
    const kept = snapshotTable(file);
    let drawn = 0;
    try {
      const run = await fc.check(
        fc.asyncProperty(hostileAnswer, async (answer) => {
          complaints.length = 0;
          drawing = false;
          const { rows, screens, members } = await project(answer, log);
          none(complaints);
          expect(rows.map(({ id }) => id)).toContain(goodRoom);
          expect(members.length).toBeLessThan(50);

          kept.put({ rooms: rows, details: screens, gone: [], lastRoom: badRoom as never });
          const start = kept.start();
          const room = kept.room(badRoom as never);
          expect(start.rooms.map(({ id }) => id)).toContain(goodRoom);
          const [bad, good] = screens;
          expect(room?.items.length).toBe(bad!.items.length);
          expect(
            [...room!.items, ...rows].filter((each) => ('kind' in each ? readTimelineItem(each) : readRoomSummary(each)) === unreadable),
          ).toEqual([]);

          drawing = true;
          const page = draw(start.rooms, room!.detail, room!.items);
          none(complaints);
          none(intruders(page));
          expect(page.querySelectorAll('.brokenRow')).toHaveLength(0);
          for (const id of goodIds.slice(0, 2)) expect(page.textContent).toContain(goodWords(id));
          expect(draw(start.rooms, good!.detail, good!.items).textContent).toContain(goodWords(goodIds[2]));
          const slow = room!.items.filter((item) => slowest(taskMs, () => void draw([], room!.detail, [item])) > taskMs);
          none(slow.map((item) => `longer than ${taskMs} ms: ${JSON.stringify(item).slice(0, 300)}`));
          drawn += room!.items.length;
        }),
        fuzzRun(),
      );
      report(run, drawn);
      expect(drawn).toBeGreaterThan(0);
    } finally {
      file.close();
      folder.remove();
    }
  },
  4 * hour,
);
