/**
 * @typedef {object} Release
 * @property {string} version
 * @property {number} seconds since 1970
 * @property {boolean} isOut false: what is being worked on
 * @property {readonly string[]} changes a sentence each, without markup
 */

/** Takes away what markdown puts round words. @param {string} text */
const plain = (text) => text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');

/** Its points, those that run over several lines put together. @param {readonly string[]} lines */
function changesIn(lines) {
  /** @type {string[]} */
  const changes = [];
  let isOpen = false;
  for (const line of lines) {
    if (line.startsWith('- ')) changes.push(line.slice(2));
    else if (isOpen && /^\s+\S/.test(line)) changes.push(`${changes.pop()} ${line.trim()}`);
    isOpen = line.startsWith('- ') || (isOpen && line.trim() !== '');
  }
  return changes.map((change) => plain(change).trim());
}

/**
 * The sections of CHANGELOG.md, as they stand there: `## Unreleased` is what this version will be, `## 1.2.3 (2026-11-27)` what one was.
 * @param {string} changelog @param {string} version of package.json @param {number} seconds when this tree was made
 * @returns {readonly Release[]}
 */
export function releasesIn(changelog, version, seconds) {
  const [, ...sections] = changelog.split(/^## /m);
  return sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    if (title.trim() === 'Unreleased') return { version, seconds, isOut: false, changes: changesIn(lines) };
    const [, number, date] = /^v?(\d+\.\d+\.\S+) \((\d{4}-\d\d-\d\d)\)$/.exec(title.trim()) ?? [];
    if (number === undefined || date === undefined) throw new Error(`CHANGELOG.md has a section that names no version and date: ${title}`);
    return { version: number, seconds: Date.parse(date) / 1000, isOut: true, changes: changesIn(lines) };
  });
}
