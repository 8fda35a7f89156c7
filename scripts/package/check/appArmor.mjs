// Whether AppArmor reads the profile that the package brings.
import { spawnSync } from 'node:child_process';

/** The first that knows user namespaces, which is all that the profile is about; on older ones the package leaves it out. */
const firstThatKnows = 4;

/** @param {string} profile @returns {readonly string[] | null} what is wrong; null: there is no parser here that could tell */
export function checkAppArmor(profile) {
  const asked = spawnSync('apparmor_parser', ['--version'], { encoding: 'utf8' });
  const version = /version (\d+)\./.exec(asked.stdout ?? '')?.[1];
  if (version === undefined || Number(version) < firstThatKnows) return null;
  const { status, stderr } = spawnSync('apparmor_parser', ['--skip-kernel-load', '--skip-cache', profile], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr.trim()];
}
