// What the page needs of the emoji of one language, out of a package that says ten times as much.
import { readFileSync } from 'node:fs';

/** @typedef {{ emoji: string, label: string, hexcode: string, group?: number, tags?: string[], skins?: { emoji: string, tone: number | number[] }[] }} Known */

/** Letters of flags, and skin tones and hair by themselves: nobody sends them. */
const component = 2;

/** One line for each: the emoji, its group, its name, its short codes, what else it is found by, and itself in the five skin tones. @param {string} file of emojibase-data */
export function shrunkEmoji(file) {
  /** @type {Known[]} */
  const known = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {Record<string, string | string[]>} */
  const codes = JSON.parse(readFileSync(file.replace('data.json', 'shortcodes/emojibase.json'), 'utf8'));
  return known
    .filter(({ group }) => group !== undefined && group !== component)
    .map(({ emoji, group, label, hexcode, tags = [], skins = [] }) => {
      const tones = skins.filter(({ tone }) => typeof tone === 'number').map((skin) => skin.emoji);
      return [emoji, group, label, [codes[hexcode] ?? []].flat().join(' '), tags.join(' '), tones.join(' ')].join('|');
    });
}

const asked = '?shrunk';

/** What is imported with `?shrunk` is made so; it keeps the place of its package, whose licence is passed on. @type {import('vite').Plugin} */
export const emojiData = {
  name: 'emoji-data',
  enforce: 'pre',
  async resolveId(id, importer) {
    if (!id.endsWith(asked)) return undefined;
    const file = await this.resolve(id.slice(0, -asked.length), importer, { skipSelf: true });
    return file && `${file.id}${asked}.js`;
  },
  load: (id) =>
    id.endsWith(`${asked}.js`) ? `export default ${JSON.stringify(shrunkEmoji(id.slice(0, -`${asked}.js`.length)))};` : undefined,
};
