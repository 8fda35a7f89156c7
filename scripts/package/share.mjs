// What a system looks for under `share/`: the desktop entry, the icons, the description for software centres, the manual.
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { iconFolder, sourceFile } from '../icons/drawing.mjs';
import { root } from '../root.mjs';
import { desktopEntry } from './desktopEntry.mjs';
import { metainfo } from './metainfo.mjs';
import { writeAt, zipped } from './writeAt.mjs';

/**
 * @param {string} share @param {import('./packaging.mjs').Packaging} packaging
 * @param {readonly import('./releases.mjs').Release[]} releases
 */
export function writeShare(share, packaging, releases) {
  const { id, linux, app } = packaging;
  writeAt(join(share, 'applications', app.desktopName), desktopEntry(packaging, linux.executableName));
  writeAt(join(share, 'metainfo', `${id}.metainfo.xml`), metainfo(packaging, releases));
  const theme = join(share, 'icons', 'hicolor');
  for (const name of readdirSync(join(iconFolder, 'hicolor'))) {
    copyTo(join(iconFolder, 'hicolor', name), join(theme, name.replace('.png', ''), 'apps', `${id}.png`));
  }
  const manual = readFileSync(join(root, 'assets', 'latchkey.1'), 'utf8');
  const date = new Date((releases[0]?.seconds ?? 0) * 1000).toISOString().slice(0, 10);
  writeAt(
    join(share, 'man', 'man1', `${linux.executableName}.1.gz`),
    zipped(manual.replace('@DATE@', date).replace('@VERSION@', app.version)),
  );
  copyTo(sourceFile, join(theme, 'scalable', 'apps', `${id}.svg`));
}

/** @param {string} from @param {string} to */
function copyTo(from, to) {
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  copyFileSync(from, to);
}
