import { field, isObject } from '../../read/json.ts';
import type { Uploaded } from './mainCalls.ts';
import type { FileToSend, Relation, Written } from './calls.ts';
import { answering } from './messageContent.ts';

/** Beside the event's own fields in the outbox, and never sent: under which names its files lie here. */
const keptAs = 'chat.latchkey.files';

/** What lies in the outbox of a file: its event without addresses, which are put in when it has been uploaded. */
export function fileContent(file: FileToSend, caption: Written | null, relation: Relation): string {
  const { id, name, mime, size, width, height, durationMs, blurhash, thumbnail, waveform } = file;
  return JSON.stringify({
    msgtype: `m.${file.kind}`,
    body: caption?.body ?? name,
    filename: name,
    ...(caption?.formattedBody != null && { format: 'org.matrix.custom.html', formatted_body: caption.formattedBody }),
    info: {
      mimetype: mime,
      size,
      ...(width !== null && { w: width }),
      ...(height !== null && { h: height }),
      ...(durationMs !== null && { duration: durationMs }),
      // MSC2448, as other clients have it.
      ...(blurhash !== null && { 'xyz.amorgan.blurhash': blurhash }),
      ...(thumbnail && {
        thumbnail_info: { mimetype: thumbnail.mime, size: thumbnail.size, w: thumbnail.width, h: thumbnail.height },
      }),
    },
    // MSC3245 and MSC1767.
    ...(waveform && { 'org.matrix.msc3245.voice': {}, 'org.matrix.msc1767.audio': { duration: durationMs ?? 0, waveform } }),
    ...answering(relation, caption?.mentions),
    [keptAs]: { file: id, ...(thumbnail && { thumbnail: thumbnail.id }) },
  });
}

export interface KeptFiles {
  readonly file: string;
  readonly thumbnail: string | null;
}

/** The files of an entry of the outbox; null: it is none of a file. */
export function keptFilesOf(content: string): KeptFiles | null {
  const kept = read(content)[keptAs];
  const file = field(kept, 'file');
  const thumbnail = field(kept, 'thumbnail');
  return typeof file === 'string' ? { file, thumbnail: typeof thumbnail === 'string' ? thumbnail : null } : null;
}

/** The event that is sent; with `keptAs` in it nothing of it is. */
export function sentContent(content: string): string {
  const { [keptAs]: _kept, ...event } = read(content);
  return JSON.stringify(event);
}

export type FilePart = 'file' | 'thumbnail';

/** Whether the server has this part, in the way in which the room asks for it. */
export function isUploaded(content: string, part: FilePart, isEncrypted: boolean): boolean {
  const whole = read(content);
  const at = part === 'file' ? whole : whole['info'];
  const [url, file] = part === 'file' ? ['url', 'file'] : ['thumbnail_url', 'thumbnail_file'];
  return isEncrypted ? isObject(field(at, file ?? '')) : typeof field(at, url ?? '') === 'string';
}

/** The same with an address in it; where it lay before does not matter any more. */
export function withUploaded(content: string, part: FilePart, uploaded: Uploaded): string {
  const { url: _url, file: _file, ...rest } = read(content);
  if (part === 'file') return JSON.stringify({ ...rest, ...uploaded });
  const whole = read(content);
  const { thumbnail_url: _before, thumbnail_file: _encrypted, ...info } = isObject(whole['info']) ? whole['info'] : {};
  const at = 'url' in uploaded ? { thumbnail_url: uploaded.url } : { thumbnail_file: uploaded.file };
  return JSON.stringify({ ...whole, info: { ...info, ...at } });
}

/** What main is told of a part. */
export function partInfo(content: string, part: FilePart): { readonly mime: string; readonly name: string } {
  const whole = read(content);
  const info = whole['info'];
  const mime = part === 'file' ? field(info, 'mimetype') : field(field(info, 'thumbnail_info'), 'mimetype');
  const name = whole['filename'];
  const named = typeof name === 'string' ? name : '';
  return { mime: typeof mime === 'string' ? mime : 'application/octet-stream', name: part === 'file' ? named : `${named} (preview)` };
}

function read(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
