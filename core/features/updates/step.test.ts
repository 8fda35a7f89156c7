import { expect, test } from 'vitest';
import { isNewer } from './feedText.ts';
import type { Update, UpdateEvent, UpdateState } from './model.ts';
import { stepUpdates, updateTable } from './step.ts';

const update: Update = { version: '0.2.0', notes: 'New.', bytes: 10, issuedAt: 1 };
const idle: UpdateState = { is: 'idle', attempt: 1, lookedAt: null };

/** Goes through the events; one that means nothing there is an error. */
function after(start: UpdateState, ...events: readonly UpdateEvent[]) {
  return events.reduce(
    ({ state }, event) => {
      const step = stepUpdates(state, event);
      if (!step) throw new Error(`${event.type} means nothing in ${state.is}`);
      return { state: step.state, effects: step.effects };
    },
    { state: start, effects: [] as readonly unknown[] },
  );
}

const found: UpdateEvent = { type: 'found', attempt: 2, update, failedBefore: false };

test('what is found is offered, downloaded when somebody asks, and put in place at quit', () => {
  const looked = after(idle, { type: 'lookAsked' });
  expect(looked).toEqual({ state: { is: 'checking', attempt: 2, known: null }, effects: [{ do: 'look', attempt: 2 }] });
  const offered = after(looked.state, found);
  expect(offered).toEqual({ state: { is: 'available', attempt: 2, update, putOff: false }, effects: [] });
  const loading = after(offered.state, { type: 'downloadAsked' });
  expect(loading.effects).toEqual([{ do: 'download', attempt: 3 }]);
  const ready = after(loading.state, { type: 'progress', attempt: 3, received: 5 }, { type: 'downloaded', attempt: 3 });
  expect(ready).toEqual({ state: { is: 'ready', attempt: 3, update, putOff: false }, effects: [] });
  expect(after(ready.state, { type: 'restartAsked' }).effects).toEqual([{ do: 'restart' }]);
});

test('what comes of an older attempt changes nothing', () => {
  const stopped = after(idle, { type: 'lookAsked' }, found, { type: 'downloadAsked' }, { type: 'stopAsked' });
  expect(stopped.effects).toEqual([{ do: 'stop' }]);
  expect(stepUpdates(stopped.state, { type: 'downloaded', attempt: 3 })).toBeNull();
  const again = after(stopped.state, { type: 'downloadAsked' }).state;
  expect(stepUpdates(again, { type: 'downloadFailed', attempt: 3, problem: { is: 'offline' } })).toBeNull();
});

test('switched off, nothing goes on and nothing is put in place; nobody but the setting switches it on again', () => {
  const states = (Object.keys(updateTable) as (keyof typeof updateTable)[]).filter((name) => name !== 'off');
  expect(states.length).toBe(6);
  for (const name of states) expect(updateTable[name].switchedOff, name).toBeDefined();
  const loading = after(idle, { type: 'lookAsked' }, found, { type: 'downloadAsked' });
  expect(after(loading.state, { type: 'switchedOff' }).effects).toEqual([{ do: 'stop' }]);
  expect(after(loading.state, { type: 'downloaded', attempt: 3 }, { type: 'switchedOff' }).effects).toEqual([{ do: 'drop' }]);
  expect(after({ is: 'off', attempt: 1, why: { is: 'setting' } }, { type: 'switchedOn' }).effects).toEqual([{ do: 'look', attempt: 2 }]);
  for (const why of [{ is: 'packager', name: null }, { is: 'byHand' }, { is: 'notSetUp' }] as const) {
    expect(stepUpdates({ is: 'off', attempt: 1, why }, { type: 'switchedOn' })).toBeNull();
    expect(stepUpdates({ is: 'off', attempt: 1, why }, { type: 'lookAsked' })).toBeNull();
  }
});

test('what was put off is not offered anew by the next look, unless it is another version', () => {
  const putOff = after(idle, { type: 'lookAsked' }, found, { type: 'putOffAsked' }, { type: 'lookAsked' }).state;
  expect(after(putOff, { ...found, attempt: 3 }).state).toMatchObject({ is: 'available', putOff: true });
  expect(after(putOff, { ...found, attempt: 3, update: { ...update, version: '0.3.0' } }).state).toMatchObject({
    is: 'available',
    putOff: false,
  });
  expect(after(putOff, { type: 'lookFailed', attempt: 3, problem: { is: 'offline' } }).state).toMatchObject({
    is: 'available',
    putOff: true,
  });
  expect(after(putOff, { type: 'lookFailed', attempt: 3, problem: { is: 'wrongSignature' } }).state).toMatchObject({
    is: 'failed',
    of: 'look',
  });
});

test('one that did not get into place is said, and can be tried again', () => {
  const failed = after(idle, { type: 'lookAsked' }, { ...found, failedBefore: true }).state;
  expect(failed).toMatchObject({ is: 'failed', of: 'install', problem: { is: 'notInstalled' } });
  expect(after(failed, { type: 'downloadAsked' }).effects).toEqual([{ do: 'download', attempt: 3 }]);
});

test('versions are compared by their numbers', () => {
  expect(isNewer('0.10.0', '0.9.9')).toBe(true);
  expect(isNewer('1.0.0', '0.99.99')).toBe(true);
  expect(isNewer('0.1.0', '0.1.0')).toBe(false);
  expect(isNewer('0.1.0', '0.1.1')).toBe(false);
});
