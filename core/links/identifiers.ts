import type { EventId, RoomAlias, RoomId, UserId } from '../ids.ts';

const longestId = 255;
/**
 * Appendices, "Identifier grammar": historical localparts and opaque IDs may hold nearly any character. What cannot be seen or turns
 * text round is refused all the same (but for joiners, which scripts need): no server makes such, and people could not tell what is named.
 */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
/** `hostname [":" port]`, the host a name, an IPv4 address or an IPv6 one in brackets. */
const server = /^(?:\[[0-9a-f:.]{2,45}\]|[0-9a-z.-]{1,255})(?::\d{1,5})?$/i;

export const isServerName = (text: string): boolean => text.length <= 230 && server.test(text);

export const isUser = (text: string): text is UserId => isId(text, '@') && hasServer(text);
export const isAlias = (text: string): text is RoomAlias => isId(text, '#') && hasServer(text) && text[1] !== ':';
/** With a server or, since room version 12, without. */
export const isRoomId = (text: string): text is RoomId => isId(text, '!') && text.length > 1;
/** With a server (room versions 1 and 2) or without. */
export const isEventId = (text: string): text is EventId => isId(text, '$') && text.length > 1;

function isId(text: string, sigil: string): boolean {
  return text.startsWith(sigil) && text.length <= longestId && !unseen.test(text) && bytes(text) <= longestId;
}

function hasServer(text: string): boolean {
  const colon = text.indexOf(':');
  return colon > 0 && isServerName(text.slice(colon + 1));
}

/** In UTF-8; the text holds no half of a character. */
const bytes = (text: string): number => encodeURIComponent(text).replace(/%../g, '.').length;
