// What `.github/workflows` may do, and whose code it runs. A linter for what is left (`actionlint`) runs with `npm run package:check`.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './root.mjs';

const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };

type Step = Readonly<Record<string, unknown>> & {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
};
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly 'runs-on': string;
  readonly environment?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder);
const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> }).scripts;

test('there are checks and a release', () => {
  expect(files.toSorted()).toEqual(['checks.yml', 'release.yml']);
});

/** What each job may do beyond reading the code. */
const allowed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'release.yml draft': { contents: 'write', 'id-token': 'write', attestations: 'write' },
};

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const workflow = load(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);
  const commands = steps.flatMap(({ run }) => run ?? []);

  test('T16 whose code it runs is fixed to the commit, with the version for people', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map((match) => match[1]!);
    expect(uses.length).toBe(steps.filter((step) => step.uses).length);
    expect(uses.length).toBeGreaterThan(3);
    for (const each of uses) expect(each).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const versions = new Set(uses.map((each) => each.split('@')[0]));
    expect(new Set(uses).size, 'one version of each').toBe(versions.size);
  });

  test('T16 nobody has more rights than the job needs, and no job keeps the token on the disk', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobs) expect(job.permissions, name).toEqual(allowed[`${file} ${name}`] ?? { contents: 'read' });
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBe(jobs.length);
    for (const checkout of checkouts) expect(checkout.with?.['persist-credentials']).toBe(false);
  });

  test('T16 what strangers write is never part of a command, and their changes never meet a secret', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
    for (const command of commands) expect(command).not.toContain('${{');
    const withSecrets = jobs.filter(([, job]) => JSON.stringify(job).includes('secrets.'));
    for (const [name, job] of withSecrets) expect(job.environment, name).toBe('release');
    if ('pull_request' in workflow.on) expect(withSecrets).toEqual([]);
  });

  test('what hangs ends', () => {
    for (const [name, job] of jobs) expect(job['timeout-minutes'], name).toBeLessThanOrEqual(90);
  });

  test('every npm script that it runs is there', () => {
    const names = commands.flatMap((command) => [...command.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!));
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('T16 a release is packed as one, of an Electron whose checksum was looked at, and no package runs a script of its own', () => {
  const { jobs } = load(readFileSync(join(folder, 'release.yml'), 'utf8')) as Workflow;
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.split('\n') ?? []));
  const packs = commands.filter((command) => command.includes('npm run package'));
  expect(packs.length).toBeGreaterThanOrEqual(5);
  for (const pack of packs) expect(pack).toContain('-- --release');
  for (const install of commands.filter((command) => command.includes('npm ci'))) expect(install.trim()).toBe('npm ci --ignore-scripts');
  // The checksums lie in the npm package, and the lock file has the package's own.
  expect(commands.filter((command) => command.includes('electron/install.js')).length).toBe(2);
  expect(readFileSync(join(root, 'node_modules', 'electron', 'install.js'), 'utf8')).toContain("require('./checksums.json')");
});
