import { expect, test } from 'vitest';
import { walk } from './walk.fixtures.ts';

const edges = walk();

test('L-8 starting over ends the device at the server too, and is nothing that a full or read-only disk needs', () => {
  const over = edges.filter(({ from, event }) => from.phase === 'storeCorrupt' && event.type === 'startOverAsked');
  expect(over.length).toBeGreaterThan(0);
  for (const { from, effects } of over) {
    expect(from).toMatchObject({ error: { code: 'offline' } });
    expect(effects.map((effect) => effect.do)).toEqual(['leave', 'erase']);
  }
});

test('C26 what is unclear stays so until the server has said more, whatever else fails meanwhile', () => {
  const unclear = edges.filter(({ from, to }) => from.phase === 'resuming' && from.unclear && to.phase === 'expired');
  expect(unclear.length).toBeGreaterThan(0);
  for (const { to } of unclear) expect(to).toMatchObject({ unclear: true });
  for (const { from, event, to } of edges) {
    // While a token is on its way the next look will tell.
    if (from.phase === 'resuming' && from.step !== 'probing') continue;
    if (
      event.type === 'probed' &&
      event.verdict.is === 'soft' &&
      (to.phase === 'expired' || (to.phase === 'resuming' && to.origin === 'expired'))
    ) {
      expect(to.unclear).toBe(event.verdict.unclear === true);
    }
  }
});

test('C26 what is unclear stays covered from phase to phase: while whoami is asked, and while people leave, it is as unclear as before', () => {
  const meanwhile = edges.filter(
    ({ from, to }) =>
      (from.phase === 'expired' || from.phase === 'resuming') &&
      from.unclear &&
      (to.phase === 'checking' || to.phase === 'signingOut') &&
      to.origin === 'expired',
  );
  expect(new Set(meanwhile.map(({ to }) => to.phase))).toEqual(new Set(['checking', 'signingOut']));
  for (const { to } of meanwhile) expect(to).toMatchObject({ unclear: true });
  const after = edges.filter(
    ({ from, event, to }) =>
      (from.phase === 'checking' || from.phase === 'signingOut') &&
      from.unclear &&
      to.phase === 'expired' &&
      !(event.type === 'probed' && event.verdict.is === 'soft'),
  );
  expect(new Set(after.map(({ from }) => from.phase))).toContain('checking');
  for (const { to } of after) expect(to).toMatchObject({ unclear: true });
  expect(edges.filter(({ to }) => to.phase === 'checking' && to.origin !== 'expired' && to.unclear)).toEqual([]);
});

test('D11 keys that are found to be gone while a session runs end the look-alike’s session, and everything here', () => {
  const gone = edges.filter(({ event }) => event.type === 'keysGone');
  expect(new Set(gone.map(({ from }) => from.phase))).toEqual(new Set(['active', 'opening']));
  for (const { effects, to } of gone) {
    expect(to).toMatchObject({ phase: 'erasing', reason: 'deviceReplaced' });
    expect(effects.map((effect) => effect.do)).toEqual(['leave', 'erase']);
  }
});
