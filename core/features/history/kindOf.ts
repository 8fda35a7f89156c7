import type { EventKind } from './rows.ts';

const mediaTypes: ReadonlySet<unknown> = new Set(['m.image', 'm.video', 'm.audio', 'm.file']);
const pollStarts: ReadonlySet<string> = new Set(['m.poll.start', 'org.matrix.msc3381.poll.start']);
const link = /\bhttps?:\/\/\S/i;

/** Which lists a clear event belongs to. `content` may be anything that a server sends. */
export function kindOf(type: string, content: Readonly<Record<string, unknown>>): EventKind {
  if (type === 'm.sticker') return 'media';
  if (pollStarts.has(type)) return 'poll';
  if (type !== 'm.room.message') return 'plain';
  if (mediaTypes.has(content.msgtype)) return 'media';
  return typeof content.body === 'string' && link.test(content.body) ? 'link' : 'plain';
}
