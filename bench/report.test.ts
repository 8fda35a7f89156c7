import { expect, it } from 'vitest';
import { figures } from './figures.ts';
import { table } from './report.ts';

it('shows the spread beside the target and what others reach', () => {
  const lines = table([
    { figure: figures.dialog, values: [30, 20, 40] },
    { figure: figures.switchP95, values: [60.25] },
    { figure: figures.erased, values: [] },
  ]).split('\n');
  expect(lines[1]).toMatch(/401 that confirms it → dialog \(ms\) +30 ✓ +20 +40 +3 +≤ 50 +70 +–/);
  expect(lines[2]).toMatch(/60.3 ✗/);
  expect(lines[3]).toContain('not measured');
});
