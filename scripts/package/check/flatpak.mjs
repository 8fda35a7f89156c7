// What flatpak-builder makes of the manifest: it drops what it does not know, and only warns of it. Building needs runtimes from outside.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from '../../run.mjs';

/** @param {string} manifest its whole path @returns {readonly string[] | null} what is wrong; null: there is no flatpak-builder here */
export function checkFlatpak(manifest) {
  if (!isInstalled('flatpak-builder')) return null;
  // It leaves a folder of its own where it is called.
  const cwd = mkdtempSync(join(tmpdir(), 'latchkey-flatpak-'));
  try {
    const { status, stdout, stderr } = spawnSync('flatpak-builder', ['--show-manifest', manifest], {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
    });
    const said = stderr.split('\n').filter((line) => line.trim() !== '');
    if (said.length > 0) return said;
    return status === 0 && stdout.includes('"modules"') ? [] : [`flatpak-builder read nothing of ${manifest} (${status})`];
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
