// What a desktop looks for under `share/`: the entry, the icons, the description for software centres.
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { iconFolder, sourceFile } from '../icons/drawing.mjs';
import { desktopEntry } from './desktopEntry.mjs';
import { metainfo } from './metainfo.mjs';

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
  copyTo(sourceFile, join(theme, 'scalable', 'apps', `${id}.svg`));
}

/** @param {string} file @param {string | Buffer} content */
export function writeAt(file, content) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(file, content, { mode: 0o644 });
}

/** @param {string} from @param {string} to */
function copyTo(from, to) {
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  copyFileSync(from, to);
}
