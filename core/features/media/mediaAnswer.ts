import { field, type Json } from '../../read/json.ts';
import { plainName } from '../../text/plainText.ts';
import type { MediaAnswer } from './mainCalls.ts';
import { readMxc, sourceOf } from './mediaSource.ts';
import type { MediaPart } from './mediaUrl.ts';

/** More is not shown by itself, whatever it is. */
export const mostPictureBytes = 32 * 1024 * 1024;

const none: MediaAnswer = { is: 'none' };

/** What main may fetch of a message. */
export function answerOfMessage(content: Json, part: MediaPart): MediaAnswer {
  const name = plainName(content['filename'], '') || plainName(content['body'], '') || 'file';
  const isPicture = isShownPicture(content);
  const file = sourceOf(content, 'file');
  if (part === 'file') return file ? { is: 'found', source: file, made: 'asItIs', name, isPicture } : none;
  const small = sourceOf(content, 'thumbnail');
  if (small) return { is: 'found', source: small, made: 'asItIs', name, isPicture: true };
  if (!file || !isPicture) return none;
  // The server cannot see into what is encrypted, so only the whole is there.
  return { is: 'found', source: file, made: file.secret ? 'asItIs' : 'preview', name, isPicture: true };
}

/** A picture of a person or a room: it is never encrypted. */
export function answerOfFace(mxc: unknown): MediaAnswer {
  const place = readMxc(mxc);
  return place ? { is: 'found', source: { ...place, secret: null }, made: 'face', name: 'picture', isPicture: true } : none;
}

function isShownPicture(content: Json): boolean {
  const size = field(content['info'], 'size');
  const isSmall = typeof size !== 'number' || size <= mostPictureBytes;
  // A sticker is an event of its own, without a `msgtype`.
  return isSmall && (content['msgtype'] === 'm.image' || content['msgtype'] === undefined);
}
