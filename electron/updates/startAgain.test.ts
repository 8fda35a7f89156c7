import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argumentsToKeep } from './startAgain.ts';

test('what is started again keeps its profile, and neither opens a link twice nor hides itself', () => {
  expect(argumentsToKeep([])).toEqual([]);
  expect(argumentsToKeep(['--profile', 'work', '--hidden', '--lang=de'])).toEqual(['--profile', 'work', '--lang=de']);
  expect(argumentsToKeep(['--profile=work', 'matrix:u/eve:example.org', '--no-sandbox'])).toEqual(['--profile=work']);
  expect(argumentsToKeep(['--profile=work', '--', '--no-sandbox'])).toEqual(['--profile=work']);
});

test.runIf(process.platform === 'linux')(
  'T49 it starts once the old one has ended, however that ends: in a session of its own, and able to become more',
  async () => {
    for (const end of ['SIGTERM', 'SIGKILL'] as const) {
      const folder = mkdtempSync(join(tmpdir(), 'latchkey-again-'));
      try {
        const told = join(folder, 'told');
        const watcher = watch(folder);
        const script = [
          'read -r _ _ _ _ _ session _ < /proc/$$/stat',
          `{ grep NoNewPrivs /proc/$$/status; echo "$1 $((session - $$))"; } > '${told}.new'`,
          `mv '${told}.new' '${told}'`,
        ].join('; ');
        // By the time that another program has come and gone, one that did not wait would have told.
        const code = `import('${join(import.meta.dirname, 'startAgain.ts')}').then(async ({ startAfterEnd }) => {
          startAfterEnd('/bin/sh', ['-c', ${JSON.stringify(script)}, 'sh', "an argument's"]);
          const { spawnSync } = await import('node:child_process');
          spawnSync(process.execPath, ['-e', '0']);
          setInterval(() => 0, 1000);
          process.stdout.write('waits');
        });`;
        const old = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
          cwd: join(import.meta.dirname, '../..'),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(old.stdout, 'data');
        expect(existsSync(told), 'the old one lives').toBe(false);
        const started = new Promise<void>((resolve) => watcher.on('change', () => existsSync(told) && resolve()));
        old.kill(end);
        await started;
        watcher.close();
        const [rights, argument] = readFileSync(told, 'utf8').split('\n');
        expect(rights).toMatch(/^NoNewPrivs:\s+0$/);
        expect(argument, 'it leads a session').toBe("an argument's 0");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  },
);
