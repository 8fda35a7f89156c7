import { app, dialog } from 'electron';
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SaveOutcome } from '../../core/features/media/hostCalls.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import { Failure } from '../../core/errors.ts';
import { findPageWindow } from '../window/findPageWindow.ts';
import type { AccountMedia } from './accountMedia.ts';
import { fileNameOf } from './fileName.ts';
import { troubleOf } from './mediaFailure.ts';
import type { MediaFile } from './mediaFile.ts';

/** Files that people have saved in this run, and may open from here. */
export class SavedFiles {
  private readonly paths = new Map<string, string>();

  add(path: string): string {
    const id = randomBytes(12).toString('hex');
    this.paths.set(id, path);
    return id;
  }

  pathOf(id: string): string {
    const path = this.paths.get(id);
    if (path === undefined) throw new Failure({ code: 'badArgument', field: 'saved' });
    return path;
  }
}

/** Asks people where to, then fetches and writes it. */
export async function saveMedia(media: AccountMedia, target: MediaTarget, saved: SavedFiles): Promise<SaveOutcome> {
  try {
    const name = fileNameOf(await media.nameOf(target, never));
    const options = { defaultPath: join(app.getPath('downloads'), name) };
    const page = findPageWindow();
    const { canceled, filePath } = await (page ? dialog.showSaveDialog(page, options) : dialog.showSaveDialog(options));
    if (canceled || !filePath) return { is: 'cancelled' };
    const { file, release } = await media.open(target, never);
    try {
      await writeFile(file, filePath);
    } finally {
      release();
    }
    return { is: 'saved', saved: saved.add(filePath), canOpen: isHarmless(filePath) };
  } catch (cause) {
    return { is: 'failed', trouble: troubleOf(cause) };
  }
}

/** People wait for it, or close the account. */
const never = new AbortController().signal;

/** Under its name only once it is whole and right. */
async function writeFile(file: MediaFile, path: string): Promise<void> {
  await file.whole();
  const way = `${path}.part`;
  const handle = await open(way, 'w', 0o600);
  try {
    for (let at = 0; ;) {
      const bytes = await file.read(at, Infinity);
      if (bytes.length === 0) break;
      await handle.writeFile(bytes);
      at += bytes.length;
    }
    await handle.close();
    await rename(way, path);
  } catch (cause) {
    await handle.close().catch(() => undefined);
    await rm(way, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** To open any other would be to run what a stranger has sent; the folder that it lies in is shown instead. */
const harmless = new Set(
  '.png .jpg .jpeg .gif .webp .avif .bmp .heic .tif .tiff .mp3 .ogg .oga .opus .flac .wav .m4a .aac .mp4 .m4v .mov .webm .mkv .pdf .txt .md .csv'.split(
    ' ',
  ),
);

export const isHarmless = (path: string): boolean => harmless.has(extname(path).toLowerCase());
