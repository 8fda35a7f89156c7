import { expect, it } from 'vitest';
import { phaseSteps, unexplained } from './phases.ts';

const log = [
  '2026-01-01T00:00:01.000Z info phase active → refreshing (refreshDue)',
  '2026-01-01T00:00:01.200Z info phase refreshing → refreshing (tokenJudged)',
  '2026-01-01T00:00:02.000Z info phase refreshing → expired (refreshFailed)',
  '2026-01-01T00:00:03.000Z info phase expired → active (probed)',
  '2026-01-01T00:00:04.000Z info phase active → erasing (probed)',
  '2026-01-01T00:00:04.000Z info phase active ignores synced',
].join('\n');
const at = (second: number): number => Date.parse(`2026-01-01T00:00:0${second}.000Z`);

it('reads what changed', () => {
  expect(phaseSteps(log).map(({ to }) => to)).toEqual(['refreshing', 'expired', 'active', 'erasing']);
});

it('explains a dialog by an end of the session around it, and an erase by nothing', () => {
  const steps = phaseSteps(log);
  expect(unexplained(steps, [{ from: at(1), until: at(3) }])).toEqual([
    'the server did not mean: 2026-01-01T00:00:04.000Z phase active → erasing (probed)',
  ]);
  expect(unexplained(steps, [])).toHaveLength(2);
});

it('explains a rejected new token only by an end of the session around it', () => {
  const steps = phaseSteps('2026-01-01T00:00:02.000Z info phase refreshing → rejected (probed soft)');
  expect(unexplained(steps, [{ from: at(1), until: at(3) }])).toEqual([]);
  expect(unexplained(steps, [])).toHaveLength(1);
});
