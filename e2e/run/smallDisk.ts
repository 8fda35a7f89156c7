import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunSubdirectory } from './runDirectory.ts';

/** A disk of its own in memory, which can be filled to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  readonly fill: () => void;
  readonly makeRoom: () => void;
  readonly unmount: () => void;
}

/** Mounting takes root. */
export const canMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = makeRunSubdirectory('disk');
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      } catch (cause) {
        // The app may take the last bytes first.
        if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    unmount: () => void execFileSync('umount', ['--lazy', folder]),
  };
}

/** A disk of its own, mounted so: `ro`, `nr_inodes=1` (nothing can be made in it). Answers how to take it away. */
export function mountAs(folder: string, options: string): () => void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return () => void execFileSync('umount', ['--lazy', folder]);
}

/** Nobody can remove the folder until that is called which this answers: something is mounted in it. */
export function holdFolder(folder: string): () => void {
  const held = join(folder, 'held');
  mkdirSync(held, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', held]);
  return () => void execFileSync('umount', ['--lazy', held]);
}
