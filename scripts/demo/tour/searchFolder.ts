import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files below `folder` that hold one of these texts, in their content (as UTF-8 or UTF-16) or in their name. */
export function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  const patterns = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        texts.some((text) => file.slice(folder.length).includes(text)) || patterns.some((pattern) => contentOf(file).includes(pattern)),
    );
}

/** A running application may remove a file between its listing and its reading. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
