import { expect, it } from 'vitest';
import { memoryOf, processKind, pssBytes } from './memoryOf.ts';

it('reads the sum and not its parts', () => {
  expect(pssBytes('Rss:  900 kB\nPss:                 123 kB\nPss_Dirty:  7 kB\nPss_Anon:  5 kB\n')).toBe(123 * 1024);
  expect(pssBytes('Rss:  900 kB\nPss:                 123 kB\nPss_Dirty:  7 kB\nPss_Anon:  5 kB\n', 'Pss_Anon')).toBe(5 * 1024);
  expect(() => pssBytes('Rss: 1 kB\n')).toThrow('no Pss line');
});

it('tells processes apart', () => {
  expect(processKind('electron\0--no-sandbox\0')).toBe('main');
  expect(processKind('electron\0--type=renderer\0')).toBe('renderer');
  expect(processKind('electron\0--type=utility\0--utility-sub-type=node.mojom.NodeService\0')).toBe('utility node.mojom.NodeService');
});

it.runIf(process.platform === 'linux')('measures a real process', () => {
  const { total, byKind } = memoryOf([process.pid]);
  expect(total).toBeGreaterThan(10_000_000);
  expect(byKind.get('main')).toBe(total);
});
