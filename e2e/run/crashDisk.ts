import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, fsyncSync, openSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunSubdirectory } from './runDirectory.ts';

/** A disk of its own, whose power can fail. Mounting takes root (`canMount`). */
export interface CrashDisk {
  readonly folder: string;
  /** As the system does by itself sooner or later, with one file and not with another. */
  readonly writeBack: (path: string) => void;
  /** Remembers what is on the disk now: what programs have written, but not synced, is still in the system's memory. */
  readonly cutPower: () => void;
  /** The disk as it was at the cut, after its journal was recovered. Nothing may be open on it. */
  readonly comeBack: () => void;
  readonly unmount: () => void;
}

export function mountCrashDisk(megabytes: number): CrashDisk {
  const folder = makeRunSubdirectory('disk');
  const images = makeRunSubdirectory('images');
  let live = join(images, '0.img');
  let cuts = 0;
  // Nothing is written back by itself while a test runs.
  const mount = (image: string): void => void execFileSync('mount', ['-o', 'loop,commit=300,noauto_da_alloc', image, folder]);
  // What is killed may let go a moment later.
  const unmount = (): void => void execFileSync('umount', ['--lazy', folder]);
  writeFileSync(live, '');
  truncateSync(live, megabytes * 1024 * 1024);
  execFileSync('mkfs.ext4', ['-q', '-F', live]);
  mount(live);
  return {
    folder,
    writeBack(path) {
      const file = openSync(path, 'r+');
      fsyncSync(file);
      closeSync(file);
    },
    cutPower: () => copyFileSync(live, join(images, `${++cuts}.img`)),
    comeBack() {
      unmount();
      live = join(images, `${cuts}.img`);
      mount(live);
    },
    unmount,
  };
}
