import { isServerName } from '../../links/identifiers.ts';
import { field, isObject, type Json } from '../../read/json.ts';
import type { MediaPart } from './mediaUrl.ts';

/** Where a file lies (CS "Matrix Content (mxc://) URIs"). */
export interface MediaPlace {
  readonly server: string;
  readonly mediaId: string;
}

/** What opens an encrypted file (CS "Sending encrypted attachments"); unpadded base64. */
export interface FileSecret {
  readonly key: string;
  readonly iv: string;
  readonly sha256: string;
}

export interface MediaSource extends MediaPlace {
  /** Null: it is not encrypted. */
  readonly secret: FileSecret | null;
}

const mediaIdShape = /^[A-Za-z0-9_-]{1,255}$/;
const key32 = /^[A-Za-z0-9+/_-]{43}$/;
/** 16 bytes. */
const ivShape = /^[A-Za-z0-9+/_-]{22}$/;

export const isMediaId = (text: string): boolean => mediaIdShape.test(text);
export const isFileKey = (text: string): boolean => key32.test(text);
export const isFileIv = (text: string): boolean => ivShape.test(text);

/** Null: no such URL, or one that could lead elsewhere than to a file. */
export function readMxc(value: unknown): MediaPlace | null {
  if (typeof value !== 'string' || value.length > 600) return null;
  const [, server = '', mediaId = ''] = /^mxc:\/\/([^/]+)\/([^/]+)$/.exec(value) ?? [];
  return isServerName(server) && /[0-9a-z]/i.test(server) && isMediaId(mediaId) ? { server, mediaId } : null;
}

/** What a message's content says of its file, or of the small picture that was sent with it. */
export function sourceOf(content: Json, part: MediaPart): MediaSource | null {
  if (part === 'file') return encrypted(field(content, 'file')) ?? plain(field(content, 'file'), field(content, 'url'));
  const info = field(content, 'info');
  return encrypted(field(info, 'thumbnail_file')) ?? plain(field(info, 'thumbnail_file'), field(info, 'thumbnail_url'));
}

function encrypted(file: unknown): MediaSource | null {
  const place = readMxc(field(file, 'url'));
  const [key, iv, sha256] = [field(field(file, 'key'), 'k'), unpadded(field(file, 'iv')), unpadded(field(field(file, 'hashes'), 'sha256'))];
  const isKnown = field(file, 'v') === 'v2' && field(field(file, 'key'), 'alg') === 'A256CTR';
  if (!place || !isKnown || typeof key !== 'string' || iv === null || sha256 === null) return null;
  return isFileKey(key) && isFileIv(iv) && isFileKey(sha256) ? { ...place, secret: { key, iv, sha256 } } : null;
}

/** What says that it is encrypted is never taken for a plain one. */
function plain(file: unknown, url: unknown): MediaSource | null {
  const place = isObject(file) ? null : readMxc(url);
  return place && { ...place, secret: null };
}

const unpadded = (value: unknown): string | null => (typeof value === 'string' ? value.replace(/={1,2}$/, '') : null);
