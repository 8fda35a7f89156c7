import { expect, test } from 'vitest';
import { leadingIds, testTitles } from './testTitles.ts';

const ids = (source: string): readonly (readonly string[])[] => testTitles('x.test.ts', source).map((found) => found.ids);

test.each([
  ['A1 one', ['A1']],
  ['A1 C3, L3 three', ['A1', 'C3', 'L3']],
  ['K2: with a colon', ['K2']],
  ['A8, G7 with a comma', ['A8', 'G7']],
  ['A2–A4 a range', ['A2', 'A3', 'A4']],
  ['A14 then E9 later', ['A14']],
  ['A room called A1', []],
  ['H264 video', []],
  ['T15 A1 a threat', ['T15', 'A1']],
  ['J11', ['J11']],
])('the ids that a title begins with: %s', (title, expected) => {
  expect(leadingIds(title)).toEqual(expected);
});

test('plain titles, those of groups, and no id for what is not run', () => {
  expect(
    ids(`
    test.describe('B1 group', () => { test('B2 in it', async () => {}); it('nothing', () => {}); });
    test.skip('C1 skipped', () => {}); test.fixme('C2 broken', () => {}); test.todo('C3');
    test('D1 last', async ({ page }: X) => { await test.step('D2 a step', () => {}); });
  `),
  ).toEqual([['B1', 'B2'], ['B1'], ['D1']]);
});

test('a title that is put together from a table has the ids of the table', () => {
  expect(
    ids(`
    const faults = { 'A5 portal': [['B1 no title', 1]], 'A6 stripped': [] };
    for (const [title, list] of Object.entries(faults)) test(\`A18 \${title} signs nobody out\`, () => {});
    for (const what of ['C1 this', 'C2 that']) test(\`\${what.slice(0, 2)} E5 \${what.slice(3)}\`, () => {});
    for (const { how } of [{ how: 'F1 late' }]) test(\`A1 someone \${how}\`, () => {});
    for (const name of ['G1 a']) test(name, () => {});
  `),
  ).toEqual([['A18', 'A5', 'B1', 'A6'], ['C1', 'C2', 'E5'], ['A1'], ['G1']]);
});

test('a table of the runner', () => {
  expect(
    ids(`
    const rows = [['H1 one', 2], ['H2 two', 3]];
    test.each(rows)('%s', () => {});
    test.each([{ name: 'H3 three' }])('$name of them', () => {});
    test.each(rows)('J10 keychain %s', () => {});
  `),
  ).toEqual([['H1', 'H2'], ['H3'], ['J10']]);
});
