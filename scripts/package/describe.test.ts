import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appArmorProfile } from './appArmor.mjs';
import { packageFolderOf } from './bundled.mjs';
import { debianCopyright } from './copyright.mjs';
import { debChangelog, debControl, debVersion, wrapped } from './debControl.mjs';
import { desktopEntry } from './desktopEntry.mjs';
import { metainfo, readMetainfoTexts } from './metainfo.mjs';
import { parsePackaging, readPackaging } from './packaging.mjs';
import { releasesIn } from './releases.mjs';
import { rpmSpec } from './rpmSpec.mjs';
import { xml } from './xml.mjs';

const root = join(import.meta.dirname, '..', '..');
const text = (name: string): string => readFileSync(join(root, name), 'utf8');
const packaging = readPackaging('x64');
const noon = Date.UTC(2026, 10, 27, 12) / 1000;
const releases = releasesIn(
  '# Changelog\n\n## Unreleased\n\nThe spine.\n\n- One & `two`,\n  over 100% of lines.\n- See [this](https://example.org).\n\n## 0.0.9 (2026-10-01)\n\n- The <first>.\n',
  '0.1.0-beta.1',
  noon,
);

test('what stands in electron-builder.yml and package.json is enough, and what is no package is refused', () => {
  expect(packaging.id).toBe('chat.latchkey');
  expect(readPackaging('arm64').architecture).toEqual({ node: 'arm64', deb: 'arm64', rpm: 'aarch64' });
  expect(() => readPackaging('mips')).toThrow('mips');
  expect(() =>
    parsePackaging(text('electron-builder.yml').replace(/^ {2}maintainer:.*$/m, '  maintainer: Nobody'), text('package.json'), 'x64'),
  ).toThrow('maintainer');
});

test('the changelog makes releases, each with a date; a section without a version is refused', () => {
  expect(releases).toEqual([
    { version: '0.1.0-beta.1', seconds: noon, isOut: false, changes: ['One & two, over 100% of lines.', 'See this.'] },
    { version: '0.0.9', seconds: Date.UTC(2026, 9, 1) / 1000, isOut: true, changes: ['The <first>.'] },
  ]);
  expect(() => releasesIn('## Soon\n\n- x\n', '1.0.0', 0)).toThrow('Soon');
  expect(releasesIn(text('CHANGELOG.md'), '0.1.0', noon)[0]?.changes.length).toBeGreaterThan(10);
});

test('T86 the desktop entry opens every scheme, bears the name of the windows, and no value begins a key of its own', () => {
  const entry = desktopEntry(packaging, 'latchkey');
  expect(entry).toContain('\nMimeType=x-scheme-handler/matrix;x-scheme-handler/latchkey;x-scheme-handler/chat.latchkey;\n');
  expect(entry).toContain('\nStartupWMClass=chat.latchkey\n');
  expect(entry).toContain('\nExec=latchkey %U\n');
  const evil = desktopEntry({ ...packaging, productName: 'A\nExec=evil' }, 'latchkey');
  expect(evil.match(/^Exec=.*$/gm)).toEqual(['Exec=latchkey %U']);
});

test('T86 AppStream says each release, escapes what is text, and points at the pictures of the gallery under the one home page', () => {
  const written = metainfo(packaging, releases);
  expect(written).toContain('<release version="0.1.0-beta.1" date="2026-11-27" type="development">');
  expect(written).toContain('<release version="0.0.9" date="2026-10-01" type="stable">');
  expect(written).toContain('<li>The &lt;first&gt;.</li>');
  expect(written).toContain(`<image>${packaging.app.homepage}/screenshots/home-1600-light.png</image>`);
  expect(xml.element('a', { b: '"<' }, '&')).toBe('<a b="&quot;&lt;">&amp;</a>');
});

test('each picture for software centres is one that the gallery takes', () => {
  const features = readdirSync(join(root, 'renderer/features'), { recursive: true, encoding: 'utf8' });
  const fixtures = features
    .filter((file) => file.endsWith('.fixtures.ts'))
    .map((file) => text(`renderer/features/${file}`))
    .join('\n');
  const { pictures } = readMetainfoTexts().screenshots;
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const { picture } of pictures) {
    const [, name = '', width, theme] = /^(\w+)-(\d+)-(\w+)$/.exec(picture) ?? [];
    expect(fixtures, picture).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    expect([`${width}`, `${theme}`]).toEqual(['1600', expect.stringMatching(/^(light|dark)$/)]);
  }
});

test('what Debian reads: the version before a release sorts before it, paragraphs are folded, the changelog has its form', () => {
  expect(debVersion('0.1.0-beta.1')).toBe('0.1.0~beta.1');
  const control = debControl(
    { ...packaging, app: { ...packaging.app, version: '0.1.0-beta.1' } },
    { installedKilobytes: 7, paragraphs: ['a '.repeat(60).trim(), 'b'] },
  );
  expect(control).toContain('\nVersion: 0.1.0~beta.1\nArchitecture: amd64\n');
  expect(control).toMatch(/\nDescription: Matrix client .+\n a( a){37,38}\n( a)+\n \.\n b\n$/);
  expect(
    Math.max(
      ...control
        .split('\n')
        .filter((line) => line.startsWith(' '))
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(79);
  expect(debChangelog(packaging, releases)).toContain(
    `latchkey (0.1.0~beta.1) unstable; urgency=medium\n\n  * One & two, over 100% of lines.\n  * See this.\n\n -- ${packaging.linux.maintainer}  Fri, 27 Nov 2026 12:00:00 +0000\n`,
  );
  expect(wrapped('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
});

test('T86 what rpmbuild reads: no word of ours is taken for a macro', () => {
  const spec = rpmSpec(packaging, releases, ['100% of it']);
  expect(spec).toContain('\n100%% of it\n');
  expect(spec).toContain('\n* Fri Nov 27 2026 The Latchkey authors');
  expect(spec).toContain('- One & two, over 100%% of lines.');
  expect(spec).toContain('%attr(4755,root,root) /usr/lib/latchkey/chrome-sandbox');
});

test('licences: our own stands once, Apache is named, others stand in full', () => {
  const copyright = debianCopyright(packaging, 'OWN LICENCE\n\nwith a gap', [
    { name: 'mine', version: '1.0.0', license: 'AGPL-3.0-only', text: 'OWN LICENCE' },
    { name: '@a/b', version: '2.0.0', license: '(MIT OR Apache-2.0)', text: 'Apache License\n  Version 2.0, January 2004\nTERMS' },
    { name: 'c', version: '3.0.0', license: 'MIT', text: 'Copyright (c) 2020 Somebody\n\nDo what you like.' },
    { name: 'd', version: '4.0.0', license: 'MIT', text: '' },
  ]);
  expect(copyright.match(/OWN LICENCE/g)).toHaveLength(1);
  expect(copyright).toContain('License: a-b-MIT-OR-Apache-2.0\n The licence is in /usr/share/common-licenses/Apache-2.0.');
  expect(copyright).toContain('Copyright: 2020 Somebody');
  expect(copyright).toContain('\n Copyright (c) 2020 Somebody\n .\n Do what you like.');
  expect(copyright).toContain('says no more of its licence than: MIT');
});

test('the package of a module is the innermost one', () => {
  expect(packageFolderOf('/r/node_modules/react/index.js')).toBe('node_modules/react');
  expect(packageFolderOf('\0/r/node_modules/@a/b/x.js?commonjs')).toBe('node_modules/@a/b');
  expect(packageFolderOf('/r/node_modules/a/node_modules/b/x.js')).toBe('node_modules/a/node_modules/b');
  expect(packageFolderOf('/r/core/ids.ts')).toBeNull();
});

test('the manual names every option of ours, and AppArmor the program that is installed', () => {
  const options = /const ours = \[([^\]]+)\]/.exec(text('electron/profile/commandLine.ts'))?.[1]?.match(/[a-z-]+(?=')/g) ?? [];
  expect(options.length).toBeGreaterThanOrEqual(4);
  const manual = text('assets/latchkey.1').replaceAll('\\', '');
  for (const option of options) expect(manual).toContain(option);
  expect(appArmorProfile('/usr/lib/latchkey/latchkey', 'latchkey')).toContain(
    'profile latchkey /usr/lib/latchkey/latchkey flags=(unconfined) {\n  userns,\n',
  );
});
