import type { FileToSend } from '../../../core/features/sending/calls.ts';

interface Thumbnail {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** A file as it is going to be sent, and what was found out about it here. */
export interface Prepared extends Pick<FileToSend, 'kind' | 'width' | 'height' | 'durationMs' | 'blurhash' | 'waveform'> {
  readonly blob: Blob;
  readonly mime: string;
  readonly thumbnail: Thumbnail | null;
  /** For the tray. */
  readonly preview: ImageBitmap | null;
}

const unknownType = 'application/octet-stream';
const mimeOf = ({ type }: File): string => (/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : unknownType);

export function plainFile(file: File, kind: FileToSend['kind'] = 'file'): Prepared {
  return {
    ...{ kind, blob: file, mime: mimeOf(file) },
    ...{ width: null, height: null, durationMs: null, blurhash: null, waveform: null, thumbnail: null, preview: null },
  };
}
