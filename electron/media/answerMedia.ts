import { mostPictureBytes } from '../../core/features/media/mediaAnswer.ts';
import { readMediaUrl } from '../../core/features/media/mediaUrl.ts';
import type { MediaTarget } from '../../core/features/media/mediaUrl.ts';
import type { MediaTrouble } from '../../core/features/media/trouble.ts';
import type { AccountMedia, OpenMedia } from './accountMedia.ts';
import { isTooLarge, pixelsOf } from './judge/pixels.ts';
import { kindOf, tellingBytes } from './judge/signatures.ts';
import type { Kind } from './judge/signatures.ts';
import { MediaFailure, troubleOf } from './mediaFailure.ts';
import type { MediaFile } from './mediaFile.ts';
import { spanOf } from './range.ts';
import type { Span } from './range.ts';

/** Whose files; null: no account that is open is in this slot. */
export type MediaOf = (slot: string) => AccountMedia | null;

const statusOf: Record<MediaTrouble, number> = { gone: 404, altered: 422, tooLarge: 413, notShown: 415, offline: 503, disk: 507 };

/** What the page gets for a `media:` URL: of what its bytes say that it is, or nothing. */
export async function answerMedia(request: Request, mediaOf: MediaOf): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return empty(405);
  const name = readMediaUrl(request.url);
  const media = name && mediaOf(name.slot);
  if (!name || !media) return empty(404);
  let open: OpenMedia | null = null;
  try {
    open = await media.open(name.target, request.signal);
    const kind = await shownKind(open.file, name.target);
    return await send(request, open, kind, (trouble) => media.failed(name.target, trouble));
  } catch (cause) {
    open?.release();
    if (request.signal.aborted) return empty(499);
    const trouble = troubleOf(cause);
    media.failed(name.target, trouble);
    return empty(statusOf[trouble]);
  }
}

const empty = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers: { ...guards, ...headers } });

/** Nothing of a file runs, even if something other than a picture's or a player's place should ever load it; Chromium keeps none of it. */
const guards = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

/** Throws where it may not be shown. A picture is whole and right first; a film is shown as it comes. */
async function shownKind(file: MediaFile, target: MediaTarget): Promise<Kind> {
  await file.begun(tellingBytes);
  const kind = kindOf(await file.read(0, tellingBytes));
  const mustBePicture = target.of !== 'event' || target.part === 'thumbnail';
  if (!kind || (mustBePicture && kind.as !== 'picture')) throw new MediaFailure('notShown');
  if (kind.as !== 'picture') return kind;
  await file.whole();
  if ((file.total ?? 0) > mostPictureBytes) throw new MediaFailure('tooLarge');
  const pixels = pixelsOf(kind.mime, await beginning(file, kind.mime === 'image/gif' ? mostPictureBytes : headBytes));
  if (!pixels) throw new MediaFailure('notShown');
  if (isTooLarge(pixels)) throw new MediaFailure('tooLarge');
  return kind;
}

/** What stands before a JPEG's frame is rarely longer. */
const headBytes = 1024 * 1024;

async function beginning(file: MediaFile, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes;) {
    const part = await file.read(at, bytes);
    if (part.length === 0) break;
    parts.push(part);
    at += part.length;
  }
  return Buffer.concat(parts);
}

async function send(request: Request, open: OpenMedia, kind: Kind, failed: (trouble: MediaTrouble) => void): Promise<Response> {
  const { file, release } = open;
  // Without a length there are no ranges.
  if (file.total === null) await file.whole();
  const total = file.total ?? 0;
  const asked = spanOf(request.headers.get('range'), total);
  const headers = { ...guards, 'content-type': kind.mime, 'accept-ranges': 'bytes' };
  if (asked.is === 'outside') {
    release();
    return empty(416, { 'content-range': `bytes */${total}` });
  }
  const span: Span = asked.is === 'part' ? asked : { from: 0, to: total };
  const ofSpan: Record<string, string> = { ...headers, 'content-length': String(span.to - span.from) };
  if (asked.is === 'part') ofSpan['content-range'] = `bytes ${span.from}-${span.to - 1}/${total}`;
  const init = { status: asked.is === 'part' ? 206 : 200, headers: ofSpan };
  if (request.method === 'HEAD') {
    release();
    return new Response(null, init);
  }
  return new Response(streamOf(request.signal, open, span, failed), init);
}

/** Read when the page takes more; given back when it has all, or wants no more. */
function streamOf(
  signal: AbortSignal,
  { file, release }: OpenMedia,
  { from, to }: Span,
  failed: (trouble: MediaTrouble) => void,
): ReadableStream<Uint8Array> {
  let at = from;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener('abort', end);
    release();
  };
  signal.addEventListener('abort', end);
  return new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      try {
        const bytes = isOver ? Buffer.alloc(0) : await file.read(at, to);
        at += bytes.length;
        if (bytes.length > 0) stream.enqueue(bytes);
        if (bytes.length > 0 && at < to) return;
        end();
        if (at < to) throw new MediaFailure('offline');
        stream.close();
      } catch (cause) {
        end();
        failed(troubleOf(cause));
        stream.error(cause);
      }
    },
    cancel: end,
  });
}
