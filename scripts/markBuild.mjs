// What electron-builder does with each application that it has packed, before it makes an archive of it.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asarIn } from './package/asar.mjs';
import { packagesOf } from './package/archives.mjs';
import { licencesText } from './package/bundled.mjs';
import { thirdPartyFile } from './package/thirdParty.mjs';
import { developmentMark, whyNoRelease } from './releaseCheck.mjs';

/** What `electron/updates/updateSource.ts` reads: where this build's updates lie. None: it has none. @param {unknown} publish */
export function updatesFile(publish) {
  const places = [publish].flat().filter((place) => place !== null && place !== undefined);
  if (places.length === 0) return null;
  const [{ provider, url } = {}, ...more] = /** @type {{ provider?: string, url?: string }[]} */ (places);
  if (more.length > 0 || provider !== 'generic' || !url?.startsWith('https://'))
    throw new Error('electron-builder.yml, publish: one place, "generic", by https');
  return `${JSON.stringify({ feed: url })}\n`;
}

/** @param {import('electron-builder').AfterPackContext} context */
export default function markBuild({ appOutDir, packager }) {
  const mark = join(appOutDir, developmentMark);
  const why = whyNoRelease(packager.info.framework.version);
  rmSync(mark, { force: true });
  if (why !== null) writeFileSync(mark, `${why}\n`);
  const updates = updatesFile(packager.config.publish);
  if (updates !== null) writeFileSync(join(packager.getResourcesDir(appOutDir), 'updates.json'), updates);
  writeFileSync(join(appOutDir, thirdPartyFile), licencesText(packagesOf(asarIn(packager.getResourcesDir(appOutDir)))));
}
