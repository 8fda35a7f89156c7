import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '../fixtures/test.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { signInForm } from '../pages/signInForm.ts';
import { timeline } from '../pages/timeline.ts';
import { commandOf, type InstalledApp } from './installedApp.ts';

export const isActive = (app: InstalledApp) => expect(app.page.locator('html[data-session="active"]')).toBeAttached({ timeout: 60_000 });
export const draft = 'Half a sentence, which';

/** Session, history and draft are there, and nobody was asked anything. */
export async function everythingIsThere(app: InstalledApp, message: string): Promise<void> {
  await isActive(app);
  await expect(signInForm(app.page).password).toHaveCount(0);
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await roomList(app.page).open('Lighthouse');
  await expect(timeline(app.page).message(message)).toBeVisible();
  await expect(composer(app.page).box).toHaveValue(draft);
}

const isFiltered = (pid: number): boolean => /^Seccomp:\t2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const world = (pid: number): string => readlinkSync(`/proc/${pid}/ns/pid`);

export function hasItsSandboxOn(app: InstalledApp): void {
  expect(commandOf(app.mainPid)).not.toContain('sandbox');
  const renderers = app.processes().filter((pid) => commandOf(pid).includes('--type=renderer'));
  expect(renderers.length, 'the page and an engine').toBeGreaterThanOrEqual(2);
  for (const pid of renderers) {
    expect(isFiltered(pid), 'its system calls are filtered').toBe(true);
    expect(world(pid), 'it sees no other process').not.toBe(world(app.mainPid));
  }
}

/** The sandbox's helper and pkexec can become root from it. */
export function mayBecomeMore(app: InstalledApp): void {
  expect(readFileSync(`/proc/${app.mainPid}/status`, 'utf8')).toMatch(/^NoNewPrivs:\s+0$/m);
}

export async function hasItsFuses(executable: string): Promise<void> {
  const wire = (await getCurrentFuseWire(executable)) as Readonly<Record<string, unknown>>;
  const on = Object.entries(wire)
    .filter(([place, value]) => /^\d+$/.test(place) && String.fromCharCode(Number(value)) === '1')
    .map(([place]) => FuseV1Options[Number(place)]);
  expect(on).toEqual(['EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar']);
}

/** All paths of a system but those that are the kernel's, people's, and apt's and rpm's own books. */
export function pathsIn(system: string): readonly string[] {
  const left = new Set(['proc', 'dev', 'sys', 'home', 'root', 'run', 'tmp'].map((name) => join(system, name)));
  const books = /^(var\/(cache\/apt|lib\/apt|lib\/dpkg|lib\/rpm|log)|etc\/(passwd|group|shadow|gshadow|subuid|subgid)-?$)/;
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      if (left.has(path) || books.test(relative(system, path))) return [];
      return [path, ...(lstatSync(path).isDirectory() ? walk(path) : [])];
    });
  return walk(system).map((path) => `/${relative(system, path)}`);
}
