/** Debian has this one at hand; every other licence stands in the file itself. @param {string} text */
const isApache = (text) => /Apache License\s+Version 2\.0/.test(text);

/** As continuation lines of a Debian field. @param {string} text */
const continued = (text) =>
  text
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`))
    .join('\n');

/** @param {import('./bundled.mjs').Bundled} bundled */
function licenceOf({ name, license, text }) {
  if (isApache(text) || (text === '' && license === 'Apache-2.0')) return ' The licence is in /usr/share/common-licenses/Apache-2.0.';
  return continued(text === '' ? `${name} says no more of its licence than: ${license}` : text);
}

/**
 * Debian's copyright file: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
 * @param {import('./packaging.mjs').Packaging} packaging @param {string} ownLicence @param {readonly import('./bundled.mjs').Bundled[]} bundled
 */
export function debianCopyright({ app, productName }, ownLicence, bundled) {
  const head = [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    `Upstream-Name: ${productName}`,
    `Source: ${app.homepage}`,
    'Comment:\n The program is Electron with Chromium in it; every licence of theirs is in\n LICENSE.electron.txt and LICENSES.chromium.html.gz beside this file.',
  ].join('\n');
  const own = `Files: *\nCopyright: ${app.author}\nLicense: ${app.license}\n${continued(ownLicence)}`;
  const others = bundled.map((each) => {
    const { name, version, license, text } = each;
    const what = `Files: ${name}\nCopyright: ${holderOf(text) ?? `the authors of ${name}`}\nComment: ${name} ${version}, bundled into the application`;
    // Said once, above.
    if (license === app.license) return `${what}\nLicense: ${license}`;
    return `${what}\nLicense: ${named(`${name}-${license}`)}\n${licenceOf(each)}`;
  });
  return `${[head, own, ...others].join('\n\n')}\n`;
}

/** @param {string} text */
const holderOf = (text) => /^\W*copyright\s+(?:\(c\)|©)?\s*(.+)$/im.exec(text)?.[1]?.trim();

/** The short name of a licence is one word. @param {string} text */
const named = (text) => (text.match(/[\w.+]+/g) ?? []).join('-');
