import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replaceWhole } from './appImage.ts';

test('a process that is killed while it puts the update in place leaves a whole application', async () => {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-whole-'));
  try {
    const [big, small, place] = ['big', 'small', 'Latchkey.AppImage'].map((name) => join(home, name)) as [string, string, string];
    writeFileSync(place, 'old');
    writeFileSync(small, 'newer');
    writeFileSync(big, Buffer.alloc(200_000_000, 'b'));
    const code = `import('${join(import.meta.dirname, 'appImage.ts')}').then(({ replaceWhole }) => { process.stdout.write('go'); replaceWhole('${big}', '${place}'); });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      cwd: join(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(['old'.length, 200_000_000]).toContain(statSync(place).size);
    // It can be done after all.
    replaceWhole(small, place);
    expect(readFileSync(place, 'utf8')).toBe('newer');
    expect(existsSync(`${place}.new`)).toBe(false);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
