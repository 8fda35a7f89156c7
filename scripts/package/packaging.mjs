// What a package is, read from electron-builder.yml and package.json; nothing of it is described a second time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../root.mjs';

const { load } = createRequire(import.meta.url)('js-yaml');

const texts = z.array(z.string());
const builderShape = z.object({
  appId: z.string(),
  productName: z.string(),
  copyright: z.string(),
  protocols: z.array(z.object({ name: z.string(), schemes: texts })),
  linux: z.object({
    category: z.string(),
    synopsis: z.string(),
    description: z.string(),
    maintainer: z.string().regex(/^[^<>]+ <\S+@\S+>$/),
    executableName: z.string(),
    desktop: z.object({ entry: z.record(z.string(), z.string()) }),
  }),
  deb: z.object({ packageCategory: z.string(), priority: z.string(), depends: texts, recommends: texts }),
  rpm: z.object({ packageCategory: z.string(), depends: texts }),
});
const packageShape = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  homepage: z.url(),
  license: z.string(),
  author: z.string(),
  desktopName: z.string().endsWith('.desktop'),
});

/** What each world calls an architecture of Node's. */
const architectures = /** @type {const} */ ({
  x64: { node: 'x64', deb: 'amd64', rpm: 'x86_64' },
  arm64: { node: 'arm64', deb: 'arm64', rpm: 'aarch64' },
});

/**
 * @typedef {z.infer<typeof builderShape> & {app: z.infer<typeof packageShape>}} Described
 * @typedef {typeof architectures[keyof typeof architectures]} Architecture
 * @typedef {Described & {id: string, architecture: Architecture}} Packaging
 */

/** @param {string} builderYaml @param {string} packageJson @param {string} arch @returns {Packaging} */
export function parsePackaging(builderYaml, packageJson, arch) {
  const architecture = architectures[/** @type {keyof typeof architectures} */ (arch)];
  if (architecture === undefined) throw new Error(`There is no package for the architecture ${arch}.`);
  const app = packageShape.parse(JSON.parse(packageJson));
  // Electron calls its windows by the desktop entry's name without the ending; so does everything that is installed.
  return { ...builderShape.parse(load(builderYaml)), app, id: app.desktopName.replace(/\.desktop$/, ''), architecture };
}

/** @param {string} [arch] */
export function readPackaging(arch = process.arch) {
  const text = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
  return parsePackaging(text('electron-builder.yml'), text('package.json'), arch);
}
