// What a release machine is told, as far as it can be checked without one.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPackaging } from './package/packaging.mjs';
import { tarballName } from './package/tarball.mjs';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);
const { load } = require('js-yaml') as { load: (text: string) => unknown };

interface Builder {
  readonly appId: string;
  readonly files: readonly string[];
  readonly mac: Readonly<Record<string, unknown>> & {
    readonly target: readonly { readonly target: string; readonly arch: readonly string[] }[];
  };
  readonly win: Readonly<Record<string, unknown>> & { readonly target: readonly { readonly target: string }[] };
  readonly linux: { readonly target: readonly string[] };
  readonly nsis: Readonly<Record<string, unknown>>;
  readonly appx: { readonly identityName: string };
}
const builder = load(text('electron-builder.yml')) as Builder;

interface Manifest {
  readonly id: string;
  readonly base: string;
  readonly 'base-version': string;
  readonly 'finish-args': readonly string[];
  readonly modules: readonly [{ readonly 'build-commands': readonly string[]; readonly sources: readonly { readonly path?: string }[] }];
}
const flatpak = load(text('packaging/flatpak/chat.latchkey.desktop.yml')) as Manifest;

function text(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** electron-builder's own check, by which it refuses before it packs. */
async function complaints(config: unknown): Promise<string> {
  const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
    validateConfiguration: (config: unknown, log: unknown) => Promise<void>;
  };
  try {
    await validateConfiguration(config, { isEnabled: false, add: () => undefined });
    return '';
  } catch (error) {
    return String(error);
  }
}

test('electron-builder knows every key of electron-builder.yml', async () => {
  expect(await complaints(builder)).toBe('');
  expect(await complaints({ ...builder, mac: { ...builder.mac, hardenedRuntimes: true } })).toContain('configuration.mac');
});

test('no system has files of its own, which would pack everything that lies in this folder', () => {
  for (const system of [builder.mac, builder.win, builder.linux]) expect(Object.keys(system)).not.toContain('files');
});

test('T16 what is made for each system is signed where that system looks, and may do no more than it must', () => {
  const { mac, win, nsis } = builder;
  expect(mac.target.map(({ target, arch }) => `${target} ${arch.join()}`)).toEqual(['dmg universal', 'zip universal']);
  expect([mac.hardenedRuntime, mac.notarize]).toEqual([true, true]);
  const allowed = [...text(String(mac.entitlements)).matchAll(/<key>([^<]+)<\/key>/g)].map((match) => match[1]);
  expect(allowed).toEqual(['com.apple.security.cs.allow-jit']);
  expect(mac.entitlementsInherit).toBe(mac.entitlements);
  expect(win.target.map(({ target }) => target)).toEqual(['nsis', 'appx']);
  expect([win.requestedExecutionLevel, win.verifyUpdateCodeSignature]).toEqual(['asInvoker', true]);
  expect([nsis.perMachine, nsis.allowElevation, nsis.packElevateHelper]).toEqual([false, false, false]);
  expect(builder.linux.target).toContain('AppImage');
});

test('uninstalling takes nothing that people wrote', () => {
  expect(builder.nsis.deleteAppDataOnUninstall).toBe(false);
});

test('uninstalling on Windows takes away what opens Latchkey at sign-in, of every profile, and an update does not', () => {
  expect(builder.nsis.include).toBe('packaging/nsis/uninstall.nsh');
  const script = text(String(builder.nsis.include)).replace(/^\s*;.*$/gm, '');
  const body = /^!macro customUnInstall\n {2}\$\{ifNot\} \$\{isUpdated\}\n(.*) {2}\$\{endIf\}\n!macroend$/ms.exec(script)?.[1] ?? '';
  const named = [...text('electron/autostart/loginItem.ts').matchAll(/['`](Latchkey(?: \()?)/g)].map((match) => match[1] ?? '');
  expect(named).toEqual(['Latchkey', 'Latchkey (']);
  for (const name of named) expect(body).toContain(`== "${name}"\n`);
  expect(body).toContain(`StrCpy $R2 $R1 ${'Latchkey ('.length}\n`);
  const deleted = [...body.matchAll(/DeleteRegValue HKCU "\$\{LATCHKEY_VERSION_KEY\}\\(.+)" \$R1$/gm)].map((match) => match[1]);
  expect(deleted).toEqual(['Run', 'Explorer\\StartupApproved\\Run']);
});

test('Windows, Flatpak and electron-builder call the application by one name', () => {
  expect([builder.appx.identityName, flatpak.id]).toEqual([builder.appId, builder.appId]);
  expect(text('electron/window/desktopName.ts')).toContain(`setAppUserModelId(\`${builder.appId}$`);
});

test.each(['mac', 'win'] as const)('the icon for %s is there', (system) => {
  expect(existsSync(join(root, String(builder[system].icon)))).toBe(true);
});

test('the Flatpak may speak to the keychain and the tray, and sees no file that people have not chosen', () => {
  const args = flatpak['finish-args'];
  expect(flatpak.base).toBe('org.electronjs.Electron2.BaseApp');
  expect(args).toContain('--talk-name=org.freedesktop.secrets');
  expect(args).toContain('--talk-name=org.kde.StatusNotifierWatcher');
  expect(
    args.filter((arg) => /^--(filesystem|socket=(session-bus|system-bus|x11)|device=all|persist|own-name|talk-name=.*\*|allow)/.test(arg)),
  ).toEqual([]);
});

test('the Flatpak and the PKGBUILD are made of the archive that npm run package makes, of this version', () => {
  const packaging = readPackaging('x64');
  const archive = tarballName(packaging);
  expect(flatpak.modules[0].sources.map(({ path }) => path)).toContain(`../../dist/${archive}`);
  const build = text('packaging/aur/latchkey-bin/PKGBUILD');
  const info = text('packaging/aur/latchkey-bin/.SRCINFO');
  expect(build).toContain(`\npkgver=${packaging.app.version}\n`);
  expect(info).toContain(`\tpkgver = ${packaging.app.version}\n`);
  expect(info).toContain(`/${archive}\n`);
  for (const line of [packaging.app.license, packaging.app.homepage]) expect(build, line).toContain(line);
});

test('who brings updates is said in every package that is not updated by itself', () => {
  expect(flatpak.modules[0]['build-commands'].filter((command) => command.endsWith('/resources/no-updates'))).toHaveLength(1);
  expect(text('packaging/aur/latchkey-bin/PKGBUILD')).toContain('/resources/no-updates"');
});

test('the .SRCINFO says what the PKGBUILD says', () => {
  const build = text('packaging/aur/latchkey-bin/PKGBUILD');
  const info = text('packaging/aur/latchkey-bin/.SRCINFO');
  for (const key of ['depends', 'optdepends', 'provides', 'conflicts', 'options']) {
    const block = new RegExp(`^${key}=\\(([^)]*)\\)`, 'm').exec(build)?.[1] ?? '';
    const wanted = [...block.matchAll(/'([^']+)'/g)].map((match) => match[1]);
    const said = [...info.matchAll(new RegExp(`^\\t${key} = (.+)$`, 'gm'))].map((match) => match[1]);
    expect(wanted.length, key).toBeGreaterThan(0);
    expect(said, key).toEqual(wanted);
  }
});

const prebuilds = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm',
  'linux-arm64',
  'linux-x64',
  'linuxmusl-x64',
  'win32-arm64',
  'win32-ia32',
  'win32-x64',
];

test.each([
  ['linux', 'x64', ['linux-x64']],
  ['linux', 'arm64', ['linux-arm64']],
  ['win32', 'arm64', ['win32-arm64']],
  ['darwin', 'x64', ['darwin-arm64', 'darwin-x64']],
  ['darwin', 'arm64', ['darwin-arm64', 'darwin-x64']],
])('on %s, %s, the native modules of this system are packed, and of macOS those for both processors', (platform, arch, packed) => {
  const { FileMatcher } = require('app-builder-lib/out/fileMatcher.js') as {
    FileMatcher: new (
      from: string,
      to: string,
      expand: (text: string) => string,
      patterns: readonly string[],
    ) => { createFilter: () => (path: string, stat: unknown) => boolean };
  };
  const expand = (pattern: string): string => pattern.replaceAll('${platform}', platform).replaceAll('${arch}', arch);
  const filter = new FileMatcher(root, join(root, 'dist'), expand, [
    '**/*',
    ...builder.files.filter((each) => each.includes('/prebuilds/')),
  ]).createFilter();
  const isFile = { isDirectory: () => false, isFile: () => true };
  for (const name of ['keytar', '@signalapp/sqlcipher']) {
    expect(
      prebuilds.filter((folder) => filter(join(root, 'node_modules', name, 'prebuilds', folder, 'module.node'), isFile)),
      name,
    ).toEqual(packed);
  }
});
