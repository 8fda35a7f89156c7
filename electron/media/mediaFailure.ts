import type { MediaTrouble } from '../../core/features/media/trouble.ts';

/** What came in the way of a file. */
export class MediaFailure extends Error {
  readonly trouble: MediaTrouble;
  constructor(trouble: MediaTrouble) {
    super(`media: ${trouble}`);
    this.name = 'MediaFailure';
    this.trouble = trouble;
  }
}

/** A disk that refuses says so by a code. */
export function troubleOf(cause: unknown): MediaTrouble {
  if (cause instanceof MediaFailure) return cause.trouble;
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
  return ['ENOSPC', 'EROFS', 'EDQUOT', 'EIO', 'EACCES', 'EMFILE'].includes(code) ? 'disk' : 'offline';
}
