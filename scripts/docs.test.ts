// What people read has to be so: every link leads somewhere, every command is there, every picture is small.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './root.mjs';

const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const pages = [...pagesIn('.'), ...pagesIn('docs'), ...pagesIn('docs/adr')].filter((name) => name !== 'CHANGELOG.md');
const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>>; version: string };

/** As GitHub makes a heading's address. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

function isThere(page: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = path ? join(dirname(page), path) : page;
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
}

test('the pages for people are there', () => {
  const named = [
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/install.md',
    'docs/packaging.md',
    'docs/website.md',
    'docs/session-machine.md',
  ];
  for (const page of named) expect(pages).toContain(page);
});

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  expect(links.filter((link) => !/^https:\/\//.test(link) && !isThere(page, link))).toEqual([]);
});

test('ARCHITECTURE is one page', () => {
  expect(read('ARCHITECTURE.md').split('\n').length).toBeLessThan(120);
});

test('every decision is in the index of decisions, under its title', () => {
  const index = read('docs/adr/README.md');
  const decisions = pagesIn('docs/adr').filter((page) => page !== 'docs/adr/README.md');
  expect(decisions.length).toBeGreaterThan(5);
  for (const page of decisions) {
    const [, title] = /^# \d+[.:] (.+)$/m.exec(read(page)) ?? [];
    expect(title, page).toBeDefined();
    expect(index).toContain(`](${page.split('/').at(-1)!}) | ${title} |`);
  }
});

test('a link to nowhere would be found', () => {
  expect(isThere('README.md', 'docs/nothing.md')).toBe(false);
  expect(isThere('README.md', '#nothing-of-that-name')).toBe(false);
  expect(isThere('docs/website.md', '../SECURITY.md')).toBe(true);
});

test.each(pages)('every command that %s names is there', (page) => {
  const names = [...read(page).matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});

test('README names every command', () => {
  const text = read('README.md');
  const unnamed = Object.keys(scripts).filter((name) => !new RegExp(`npm (run (-s )?)?${name}\\b(?![:-])`).test(text));
  // What every other command runs by itself.
  expect(unnamed).toEqual(['setup']);
});

test.each(pages)('every file of ours that %s names is there', (page) => {
  const paths = [
    ...read(page).matchAll(
      /`((?:core|electron|engine|store|renderer|e2e|scripts|bench|gallery|fuzz|docs|assets|packaging|\.github)\/[^`\s…]*)`/g,
    ),
  ].map((match) => match[1]!);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('every source file that %s names without its folder is somewhere', (page) => {
  const sources = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .map((path) => basename(path));
  const named = [...read(page).matchAll(/`([\w.-]+\.(?:ts|tsx|mjs|css))`/g)].map((match) => match[1]!);
  expect(named.length).toBeGreaterThan(2);
  // These stand for a name that somebody is yet to choose.
  const madeUp = new Set(['x.ts', 'x.test.ts', 'Name.tsx', 'name.fixtures.ts', 'camelCase.ts']);
  expect(named.filter((name) => !madeUp.has(name) && !sources.includes(name))).toEqual([]);
});

test.each(['README.md', 'docs/install.md'])('the packages that %s names are of this version', (page) => {
  const named = [...read(page).matchAll(/latchkey[_-](\d+\.\d+\.\d+)/g)].map((match) => match[1]);
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named)).toEqual(new Set([version]));
});

test('pictures are small enough for a page, and each is shown', () => {
  const folder = join(root, 'docs', 'pictures');
  const shown = pages.map(read).join('\n');
  const pictures = readdirSync(folder);
  expect(pictures.length).toBeGreaterThan(3);
  for (const name of pictures) {
    expect(statSync(join(folder, name)).size, name).toBeLessThan(150_000);
    expect(shown, name).toContain(`pictures/${name}`);
  }
});
