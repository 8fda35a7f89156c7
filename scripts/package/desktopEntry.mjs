/**
 * The desktop entry, of the same keys that electron-builder writes for its own targets.
 * @param {import('./packaging.mjs').Packaging} packaging @param {string} command what is started, as it stands in the PATH
 */
export function desktopEntry({ productName, linux, protocols, id }, command) {
  const schemes = protocols.flatMap(({ schemes }) => schemes);
  const entry = {
    Type: 'Application',
    Name: productName,
    Comment: linux.description,
    Exec: `${command} %U`,
    Terminal: 'false',
    Icon: id,
    StartupWMClass: id,
    ...linux.desktop.entry,
    Categories: linux.category,
    MimeType: schemes.map((scheme) => `x-scheme-handler/${scheme};`).join(''),
  };
  const lines = Object.entries(entry).map(([key, value]) => `${key}=${escaped(value)}`);
  return `[Desktop Entry]\n${lines.join('\n')}\n`;
}

/** A line break would begin a key of its own. @param {string} value */
const escaped = (value) => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
