import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../root.mjs';
import { xml } from './xml.mjs';

const { load } = createRequire(import.meta.url)('js-yaml');

const shape = z.object({
  description: z.array(z.union([z.string(), z.object({ list: z.array(z.string()) })])),
  screenshots: z.object({ folder: z.string(), pictures: z.array(z.object({ picture: z.string(), caption: z.string() })) }),
  branding: z.object({ light: z.string(), dark: z.string() }),
  contentRating: z.record(z.string(), z.enum(['none', 'mild', 'moderate', 'intense'])),
});

export const readMetainfoTexts = () => shape.parse(load(readFileSync(join(root, 'assets', 'metainfo.yml'), 'utf8')));

/** @param {readonly (string | {list: string[]})[]} parts */
const described = (parts) =>
  parts.map((part) =>
    typeof part === 'string'
      ? xml.element('p', {}, part)
      : xml.element(
          'ul',
          {},
          part.list.map((point) => xml.element('li', {}, point)),
        ),
  );

/** @param {import('./releases.mjs').Release} release */
function releaseElement({ version, seconds, isOut, changes }) {
  const attributes = { version, date: new Date(seconds * 1000).toISOString().slice(0, 10), type: isOut ? 'stable' : 'development' };
  return xml.element('release', attributes, [xml.element('description', {}, described([{ list: [...changes] }]))]);
}

/** @typedef {ReturnType<typeof readMetainfoTexts>} Texts */
/** @typedef {import('./packaging.mjs').Packaging} Packaging */

const words = (/** @type {string} */ text) => text.split(';').filter((word) => word !== '');

/**
 * @param {string} group @param {string} name @param {string} text
 */
const listed = (group, name, text) =>
  xml.element(
    group,
    {},
    words(text).map((word) => xml.element(name, {}, word)),
  );

/** @param {Texts} texts @param {Packaging['app']} app */
function screenshots({ screenshots: { folder, pictures } }, app) {
  const shown = pictures.map(({ picture, caption }, index) =>
    xml.element('screenshot', index === 0 ? { type: 'default' } : {}, [
      xml.element('image', {}, new URL(`/${folder}/${picture}.png`, app.homepage).href),
      xml.element('caption', {}, caption),
    ]),
  );
  return xml.element('screenshots', {}, shown);
}

/** @param {Pick<Packaging, 'linux' | 'protocols'>} packaging */
function provides({ linux, protocols }) {
  const schemes = protocols.flatMap(({ schemes }) => schemes);
  return xml.element('provides', {}, [
    xml.element('binary', {}, linux.executableName),
    ...schemes.map((scheme) => xml.element('mediatype', {}, `x-scheme-handler/${scheme}`)),
  ]);
}

/** What it runs on. */
const devices = () => [
  xml.element('requires', {}, [xml.element('display_length', { compare: 'ge' }, '480'), xml.element('internet', {}, 'first-run')]),
  xml.element('recommends', {}, [
    xml.element('control', {}, 'keyboard'),
    xml.element('control', {}, 'pointing'),
    xml.element('internet', {}, 'always'),
  ]),
];

/** @param {Texts} texts */
const branding = (texts) =>
  xml.element(
    'branding',
    {},
    Object.entries(texts.branding).map(([scheme, colour]) => xml.element('color', { type: 'primary', scheme_preference: scheme }, colour)),
  );

/** @param {Texts} texts */
const contentRating = (texts) =>
  xml.element(
    'content_rating',
    { type: 'oars-1.1' },
    Object.entries(texts.contentRating).map(([of, value]) => xml.element('content_attribute', { id: of }, value)),
  );

/**
 * AppStream's description for software centres: https://www.freedesktop.org/software/appstream/docs/chap-Metadata.html
 * @param {Packaging} packaging @param {readonly import('./releases.mjs').Release[]} releases
 */
export function metainfo(packaging, releases) {
  const { app, id, productName, linux } = packaging;
  const texts = readMetainfoTexts();
  const { element } = xml;
  return xml.document(
    element('component', { type: 'desktop-application' }, [
      // Component and desktop entry bear one name, so that software centres put them together whatever their age.
      element('id', {}, app.desktopName),
      element('name', {}, productName),
      element('summary', {}, linux.synopsis),
      element('developer', { id }, [element('name', {}, app.author)]),
      element('metadata_license', {}, 'CC0-1.0'),
      element('project_license', {}, app.license),
      element('description', {}, described(texts.description)),
      element('launchable', { type: 'desktop-id' }, app.desktopName),
      element('icon', { type: 'stock' }, id),
      element('url', { type: 'homepage' }, app.homepage),
      listed('categories', 'category', linux.category),
      listed('keywords', 'keyword', linux.desktop.entry.Keywords ?? ''),
      provides(packaging),
      branding(texts),
      ...devices(),
      screenshots(texts, app),
      contentRating(texts),
      element('releases', {}, releases.map(releaseElement)),
    ]),
  );
}
