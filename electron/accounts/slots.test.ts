import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SessionState } from '../../core/session/states.ts';
import { fakeLog } from '../FakeLog.ts';
import { FakeSlot, signedOut } from './FakeSlot.ts';
import { OnScreenFile } from './onScreenFile.ts';
import { Slots } from './slots.ts';
import { startInTurn } from './startInTurn.ts';

const starting: SessionState = { phase: 'starting', attempt: 1 };
const signingIn = {
  phase: 'signingIn',
  attempt: 1,
  homeserver: 'hs',
  username: 'me',
  step: 'asking',
  method: { is: 'password' },
} as SessionState;
const erased = {
  phase: 'erased',
  attempt: 1,
  reason: 'signedOutElsewhere',
  at: 1,
  progress: { keys: 'done', messages: 'done', files: 'done', traces: 'done' },
} as SessionState;

let folder: string;
let path: string;
const files: OnScreenFile[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-slots-'));
  path = join(folder, 'onScreen.json');
});
afterEach(async () => {
  for (const file of files.splice(0)) await file.settled();
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

function slotsOf(...fakes: readonly [FakeSlot, ...FakeSlot[]]) {
  const gone: string[] = [];
  const onScreen = new OnScreenFile(path, fakeLog());
  files.push(onScreen);
  let made = 0;
  const slots = new Slots({ onScreen, create: () => new FakeSlot(`new${(made += 1)}`, null).asSlot }, [
    fakes[0].asSlot,
    ...fakes.slice(1).map((fake) => fake.asSlot),
  ]);
  slots.listen((change) => (change.is === 'went' ? void gone.push(change.slot.id) : undefined));
  return { slots, gone, onScreen, ids: () => slots.all.map(({ id }) => id) };
}

test('the account that was on screen last is there again; one that is gone is not named any longer', async () => {
  const two = (): [FakeSlot, FakeSlot] => [new FakeSlot('a', 'slugA', starting), new FakeSlot('b', 'slugB', starting)];
  const [a, b] = two();
  const first = slotsOf(a, b);
  expect(first.slots.onScreen.id).toBe('a');
  first.slots.show(b.asSlot);
  await first.onScreen.settled();
  expect(slotsOf(...two()).slots.onScreen.id).toBe('b');

  b.runner.state = erased;
  first.slots.changed();
  await first.onScreen.settled();
  expect(readdirSync(folder), 'of a single account nothing is written').toEqual([]);
});

test('a file that is broken, or names nobody, means the first account that there is', () => {
  for (const text of ['', '{"v":1,"slug":"slugX"}']) {
    writeFileSync(path, text);
    expect(slotsOf(new FakeSlot('undone', null, starting), new FakeSlot('a', 'slugA', starting)).slots.onScreen.id).toBe('a');
  }
});

test('a place to sign in at goes when people look elsewhere, and by itself where nobody asked for it', () => {
  const undone = new FakeSlot('undone', null, starting);
  const a = new FakeSlot('a', 'slugA', starting);
  const { slots, ids, gone } = slotsOf(undone, a);
  undone.runner.state = signedOut;
  slots.changed();
  expect(ids()).toEqual(['a']);
  slots.add();
  slots.add();
  expect([ids(), slots.onScreen.id]).toEqual([['a', 'new1'], 'new1']);
  slots.show(a.asSlot);
  expect([ids(), gone]).toEqual([['a'], ['undone', 'new1']]);
});

test('a refused sign-in that nobody looks at keeps its words until somebody does', () => {
  const failed = new FakeSlot('f', null, { ...signedOut, problem: { code: 'badCredentials' } });
  const { slots, ids } = slotsOf(new FakeSlot('a', 'slugA', starting), failed);
  slots.changed();
  expect(ids()).toEqual(['a', 'f']);
});

test('leaving goes back to where one came from, stops what is under way, and is refused where data are or nowhere else to go is', () => {
  const [a, b] = [new FakeSlot('a', 'slugA', starting), new FakeSlot('b', 'slugB', starting)];
  const { slots, ids } = slotsOf(a, b);
  slots.show(b.asSlot);
  slots.add();
  const added = slots.onScreen as unknown as FakeSlot;
  added.runner.state = signingIn;
  slots.leave(added.asSlot);
  expect([added.sent, slots.onScreen.id, ids()]).toEqual([['cancelled'], 'b', ['a', 'b']]);
  expect(() => slots.leave(a.asSlot)).toThrow('badArgument');
  const alone = new FakeSlot('x', null);
  const one = slotsOf(alone);
  expect(() => one.slots.leave(alone.asSlot)).toThrow('badArgument');
});

test('of the accounts the one on screen starts first, each other when the one before is live or waits for people, or its server takes too long', async () => {
  vi.useFakeTimers();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => new FakeSlot(id, id, starting)) as [FakeSlot, FakeSlot, FakeSlot, FakeSlot];
  writeFileSync(path, JSON.stringify({ v: 1, slug: 'b' }));
  const { slots } = slotsOf(a, b, c, d);
  const turns = startInTurn(slots);
  const started = (): string =>
    [a, b, c, d]
      .filter((slot) => slot.started > 0)
      .map(({ id }) => id)
      .join('');
  const comesTo = async (slot: FakeSlot, phase: SessionState['phase'], ms: number): Promise<string> => {
    slot.runner.state = { ...slot.runner.state, phase } as SessionState;
    turns.heard(slot.asSlot);
    await vi.advanceTimersByTimeAsync(ms);
    return started();
  };
  turns.start();
  expect(started()).toBe('b');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(started()).toBe('b');
  turns.synced(b.asSlot);
  await vi.advanceTimersByTimeAsync(300);
  expect(started()).toBe('ab');
  expect(await comesTo(a, 'erased', 300)).toBe('abc');
  expect(await comesTo(c, 'active', 3_900)).toBe('abc');
  turns.heard(c.asSlot);
  await vi.advanceTimersByTimeAsync(200);
  expect(started(), 'a server that does not answer').toBe('abcd');
  expect(readFileSync(path, 'utf8')).toContain('"b"');
});

test('E8 on a busy computer no account starts beside one whose engine still opens, or whose data are being destroyed; one that hangs holds up nobody for ever', async () => {
  vi.useFakeTimers();
  const [a, b, c] = ['a', 'b', 'c'].map((id) => new FakeSlot(id, id, starting)) as [FakeSlot, FakeSlot, FakeSlot];
  const turns = startInTurn(slotsOf(a, b, c).slots);
  const phases = ['opening', 'active', 'checking', 'erasing'] as const;
  turns.start();
  for (const phase of phases) {
    a.runner.state = { ...a.runner.state, phase } as SessionState;
    turns.heard(a.asSlot);
    await vi.advanceTimersByTimeAsync(phase === 'opening' || phase === 'erasing' ? 15_000 : 3_500);
    expect(b.started, phase).toBe(0);
  }
  await vi.advanceTimersByTimeAsync(6_000);
  expect(b.started, 'it hangs').toBe(1);
  await vi.advanceTimersByTimeAsync(21_000);
  expect([b.started, c.started]).toEqual([1, 1]);
});

// Found by a look at the code: each change of phase gave it its time anew.
test('E8 E12 an account that goes from one phase to another and back holds back no other for ever', async () => {
  vi.useFakeTimers();
  const [a, b] = ['a', 'b'].map((id) => new FakeSlot(id, id, starting)) as [FakeSlot, FakeSlot];
  const turns = startInTurn(slotsOf(a, b).slots);
  turns.start();
  let seconds = 0;
  for (; b.started === 0 && seconds < 600; seconds += 1) {
    a.runner.state = { ...a.runner.state, phase: seconds % 2 === 0 ? 'active' : 'checking' } as SessionState;
    turns.heard(a.asSlot);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(seconds).toBeLessThan(10);
});

test('what has been started already, by people or before any window opened, is not waited for again', async () => {
  vi.useFakeTimers();
  const slots = ['a', 'b', 'c', 'd'].map((id) => new FakeSlot(id, id, starting)) as [FakeSlot, FakeSlot, FakeSlot, FakeSlot];
  const [a, b, c] = slots;
  a.start();
  a.runner.state = erased;
  c.start();
  const turns = startInTurn(slotsOf(...slots).slots);
  turns.start();
  turns.synced(b.asSlot);
  await vi.advanceTimersByTimeAsync(300);
  expect(slots.map(({ started }) => started)).toEqual([1, 1, 1, 1]);
});
