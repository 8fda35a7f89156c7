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

/**
 * AppStream's description for software centres: https://www.freedesktop.org/software/appstream/docs/chap-Metadata.html
 * @param {import('./packaging.mjs').Packaging} packaging @param {readonly import('./releases.mjs').Release[]} releases
 */
export function metainfo({ app, id, productName, linux, protocols }, releases) {
  const texts = readMetainfoTexts();
  const { element } = xml;
  const list = (/** @type {string} */ text) => text.split(';').filter((word) => word !== '');
  const pictures = texts.screenshots.pictures.map(({ picture, caption }, index) =>
    element('screenshot', index === 0 ? { type: 'default' } : {}, [
      element('image', {}, new URL(`/${texts.screenshots.folder}/${picture}.png`, app.homepage).href),
      element('caption', {}, caption),
    ]),
  );
  const schemes = protocols.flatMap(({ schemes }) => schemes);
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
      element(
        'categories',
        {},
        list(linux.category).map((category) => element('category', {}, category)),
      ),
      element(
        'keywords',
        {},
        list(linux.desktop.entry.Keywords ?? '').map((word) => element('keyword', {}, word)),
      ),
      element('provides', {}, [
        element('binary', {}, linux.executableName),
        ...schemes.map((scheme) => element('mediatype', {}, `x-scheme-handler/${scheme}`)),
      ]),
      element(
        'branding',
        {},
        Object.entries(texts.branding).map(([scheme, colour]) => element('color', { type: 'primary', scheme_preference: scheme }, colour)),
      ),
      element('requires', {}, [element('display_length', { compare: 'ge' }, '480'), element('internet', {}, 'first-run')]),
      element('recommends', {}, [
        element('control', {}, 'keyboard'),
        element('control', {}, 'pointing'),
        element('internet', {}, 'always'),
      ]),
      element('screenshots', {}, pictures),
      element(
        'content_rating',
        { type: 'oars-1.1' },
        Object.entries(texts.contentRating).map(([of, value]) => element('content_attribute', { id: of }, value)),
      ),
      element('releases', {}, releases.map(releaseElement)),
    ]),
  );
}
