// What electron-builder does with each application that it has packed, before it makes an archive of it.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asarIn } from './package/asar.mjs';
import { packagesOf } from './package/archives.mjs';
import { licencesText } from './package/bundled.mjs';
import { thirdPartyFile } from './package/thirdParty.mjs';
import { developmentMark, whyNoRelease } from './releaseCheck.mjs';

/** @param {import('electron-builder').AfterPackContext} context */
export default function markBuild({ appOutDir, packager }) {
  const mark = join(appOutDir, developmentMark);
  const why = whyNoRelease(packager.info.framework.version);
  rmSync(mark, { force: true });
  if (why !== null) writeFileSync(mark, `${why}\n`);
  writeFileSync(join(appOutDir, thirdPartyFile), licencesText(packagesOf(asarIn(packager.getResourcesDir(appOutDir)))));
}
