import { releasesIn } from './releases.mjs';

/**
 * What CHANGELOG.md says of one version that is out, a point a line. A version without a section, or with an empty one, is no release.
 * @param {string} changelog @param {string} version
 */
export function notesOf(changelog, version) {
  const release = releasesIn(changelog, version, 0).find((each) => each.isOut && each.version === version);
  if (release === undefined || release.changes.length === 0)
    throw new Error(`CHANGELOG.md says nothing of version ${version}: a release needs a section "## ${version} (DATE)".`);
  return release.changes.map((change) => `- ${change}`).join('\n');
}
