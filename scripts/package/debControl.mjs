/** dpkg's order of versions: what comes before a release sorts before it. @param {string} version */
export const debVersion = (version) => version.replaceAll('-', '~');

/** The paragraphs of a description, as dpkg wants them: each line indented, at most 78 wide. @param {readonly string[]} paragraphs */
function longDescription(paragraphs) {
  return paragraphs
    .map((text) =>
      wrapped(text, 77)
        .map((line) => ` ${line}`)
        .join('\n'),
    )
    .join('\n .\n');
}

/** @param {string} text @param {number} width @returns {string[]} */
export function wrapped(text, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param {import('./packaging.mjs').Packaging} packaging
 * @param {{installedKilobytes: number, paragraphs: readonly string[]}} measured
 */
export function debControl({ app, deb, linux, architecture }, { installedKilobytes, paragraphs }) {
  const fields = {
    Package: app.name,
    Version: debVersion(app.version),
    Architecture: architecture.deb,
    Maintainer: linux.maintainer,
    'Installed-Size': `${installedKilobytes}`,
    Depends: deb.depends.join(', '),
    Recommends: deb.recommends.join(', '),
    Section: deb.packageCategory,
    Priority: deb.priority,
    Homepage: app.homepage,
    // dpkg counts an article as part of a sentence; the name of the package stands before it anyway.
    Description: `${linux.synopsis.replace(/^An? /, '')}\n${longDescription(paragraphs)}`,
  };
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}

/**
 * @param {import('./packaging.mjs').Packaging} packaging @param {readonly import('./releases.mjs').Release[]} releases
 */
export function debChangelog({ app, linux }, releases) {
  return releases
    .map(({ version, seconds, changes }) => {
      const points = changes.map((change) =>
        wrapped(change, 74)
          .map((line, index) => `${index === 0 ? '  * ' : '    '}${line}`)
          .join('\n'),
      );
      const date = new Date(seconds * 1000).toUTCString().replace('GMT', '+0000');
      return `${app.name} (${debVersion(version)}) unstable; urgency=medium\n\n${points.join('\n')}\n\n -- ${linux.maintainer}  ${date}\n`;
    })
    .join('\n');
}
