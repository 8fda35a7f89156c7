// What actionlint says of `.github/workflows`: the one on this system, else one that Go builds, whose checksum Go's own database holds.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from '../../root.mjs';
import { isInstalled } from '../../run.mjs';

const version = '1.7.7';

/** @returns {string | null} */
function actionlint() {
  if (isInstalled('actionlint')) return 'actionlint';
  const folder = join(cacheFolder, `actionlint-${version}`);
  const program = join(folder, 'actionlint');
  if (existsSync(program)) return program;
  if (!isInstalled('go')) return null;
  const env = { ...process.env, GOBIN: folder };
  spawnSync('go', ['install', `github.com/rhysd/actionlint/cmd/actionlint@v${version}`], { env, stdio: 'ignore', timeout: 300_000 });
  return existsSync(program) ? program : null;
}

/** @returns {readonly string[] | null} what is wrong; null: it cannot be had here */
export function checkWorkflows() {
  const program = actionlint();
  if (program === null) return null;
  const { status, stdout, stderr } = spawnSync(program, ['-oneline'], { cwd: root, encoding: 'utf8' });
  if (status === 0) return [];
  return `${stdout}${stderr}`.trim().split('\n');
}
