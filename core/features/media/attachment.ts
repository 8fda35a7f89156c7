import { mostPictureBytes } from './mediaAnswer.ts';
import { sourceOf } from './mediaSource.ts';
import { field, isObject, type Json } from '../../read/json.ts';
import { plainLine, plainName, plainText } from '../../text/plainText.ts';

/** A file that came with a message, by what its sender says of it. */
export interface Attachment {
  readonly name: string;
  readonly mime: string | null;
  /** Null: the sender gave none. */
  readonly sizeBytes: number | null;
  /** What was written to it; `html` is hostile until the page has sanitised it. */
  readonly caption?: { readonly text: string; readonly html: string | null };
  /** Where it lies is said in a way that can be followed. */
  readonly isThere?: boolean;
  /** Of one's own that the server's event is not here of: under this name main keeps a copy. */
  readonly unsent?: string;
}

/** A box that is on the screen before the picture is. Null: the sender did not say. */
export interface Pictured {
  readonly size: { readonly width: number; readonly height: number } | null;
  /** MSC2448; a few colours in its place. */
  readonly blurhash: string | null;
  /** There is a small picture of it, of the sender's or the server's. */
  readonly hasSmall: boolean;
}

export type AttachmentBody =
  | (Attachment & { readonly type: 'file' })
  /** `moves`: it may be animated. */
  | (Attachment & Pictured & { readonly type: 'image'; readonly moves: boolean; readonly isSticker?: boolean })
  | (Attachment & Pictured & { readonly type: 'video'; readonly durationMs: number | null })
  /** `waveform`: of a voice message, 0 to 1 each. */
  | (Attachment & { readonly type: 'audio'; readonly durationMs: number | null; readonly waveform: readonly number[] | null });

/** What stands for a file in one line. */
export type AttachmentKind = 'picture' | 'sticker' | 'video' | 'audio' | 'voice' | 'file';

const msgtypes: Readonly<Record<string, AttachmentBody['type']>> = {
  'm.image': 'image',
  'm.video': 'video',
  'm.audio': 'audio',
  'm.file': 'file',
};

export const isAttachment = (msgtype: unknown): msgtype is string => typeof msgtype === 'string' && Object.hasOwn(msgtypes, msgtype);

/** Of an `m.room.message` with a file. What cannot be fetched is a name. */
export function attachmentBody(content: Json): AttachmentBody {
  const type = msgtypes[String(content['msgtype'])] ?? 'file';
  const info = isObject(content['info']) ? content['info'] : {};
  const about = { ...attachment(content, info), ...captionOf(content) };
  const source = sourceOf(content, 'file');
  if (!source) return { type: 'file', ...about };
  const pictured = (): Pictured => ({
    size: sizeOf(info),
    blurhash: blurhashOf(info),
    hasSmall: sourceOf(content, 'thumbnail') !== null || (type === 'image' && source.secret === null),
  });
  switch (type) {
    case 'image':
      // Nobody waits for so much only to scroll past it.
      if ((about.sizeBytes ?? 0) > mostPictureBytes) return { type: 'file', ...about, isThere: true };
      return { type, ...about, ...pictured(), moves: moves(info, about.mime), isThere: true };
    case 'video':
      return { type, ...about, ...pictured(), durationMs: durationOf(info), isThere: true };
    case 'audio':
      return { type, ...about, ...voiceOf(content, info), isThere: true };
    case 'file':
      return { type, ...about, isThere: true };
  }
}

/** Of a message that waits to be sent: as it is going to look, and shown from the copy that main keeps under `id`. */
export const unsentBody = (content: Json, id: string): AttachmentBody => ({
  ...attachmentBody({ ...content, file: undefined, url: 'mxc://unsent/unsent' }),
  isThere: false,
  unsent: id,
});

/** An `m.sticker` (CS "Sticker Messages"); null: it is none. */
export function stickerBody(content: Json): AttachmentBody | null {
  const body = attachmentBody({ ...content, msgtype: 'm.image' });
  return body.type === 'image' ? { ...body, isSticker: true } : null;
}

export function kindOfAttachment(body: AttachmentBody): AttachmentKind {
  switch (body.type) {
    case 'image':
      return body.isSticker ? 'sticker' : 'picture';
    case 'audio':
      return body.waveform ? 'voice' : 'audio';
    case 'video':
    case 'file':
      return body.type;
  }
}

function attachment(content: Json, info: Json): Attachment {
  const mime = field(info, 'mimetype');
  return {
    name: plainName(content['filename'], '') || plainName(content['body'], ''),
    mime: typeof mime === 'string' ? plainLine(mime, 100) : null,
    sizeBytes: amountOf(field(info, 'size')),
  };
}

/** Where a file has a name of its own, its body is what was written to it (CS "Media captions"). */
function captionOf(content: Json): Pick<Attachment, 'caption'> {
  const { filename, body } = content;
  if (typeof filename !== 'string' || typeof body !== 'string' || filename === body || body.trim() === '') return {};
  const isHtml = content['format'] === 'org.matrix.custom.html' && typeof content['formatted_body'] === 'string';
  return { caption: { text: plainText(body), html: isHtml ? (content['formatted_body'] as string) : null } };
}

const amountOf = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);

function sizeOf(info: Json): Pictured['size'] {
  const [width, height] = [amountOf(field(info, 'w')), amountOf(field(info, 'h'))];
  return width && height && width <= 100_000 && height <= 100_000 ? { width, height } : null;
}

function blurhashOf(info: Json): string | null {
  const hash = field(info, 'xyz.amorgan.blurhash') ?? field(info, 'blurhash');
  return isBlurhash(hash) ? hash : null;
}

/** Of 1 × 1 up to 9 × 9 components. */
export const isBlurhash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9A-Za-z#$%*+,\-.:;=?@[\]^_{|}~]{6,166}$/.test(value);

/** Longer than a day is said by nobody. */
function durationOf(info: Json): number | null {
  const ms = amountOf(field(info, 'duration'));
  return ms !== null && ms <= 86_400_000 ? ms : null;
}

const mostBars = 256;
const loudest = 1024;

/** MSC3245 and MSC1767, as Element and Element X send them. */
function voiceOf(content: Json, info: Json): { readonly durationMs: number | null; readonly waveform: readonly number[] | null } {
  const about = content['org.matrix.msc1767.audio'];
  const isVoice = isObject(content['org.matrix.msc3245.voice']) || isObject(content['org.matrix.msc3245.voice.v2']);
  const bars: unknown = field(about, 'waveform');
  const waveform = Array.isArray(bars)
    ? bars.slice(0, mostBars).map((bar) => (typeof bar === 'number' ? Math.min(1, Math.max(0, bar / loudest)) || 0 : 0))
    : [];
  return { durationMs: durationOf(info) ?? amountOf(field(about, 'duration')), waveform: isVoice ? waveform : null };
}

const mayMove: ReadonlySet<string | null> = new Set(['image/gif', 'image/webp', 'image/apng', 'image/avif', null]);

/** Some senders say (CS "m.image", `is_animated`); of the others the type does. */
function moves(info: Json, mime: string | null): boolean {
  const said = field(info, 'is_animated') ?? field(info, 'org.matrix.msc4230.is_animated');
  return typeof said === 'boolean' ? said : mayMove.has(mime);
}
