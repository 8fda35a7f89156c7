import { longestName, plainName } from './plainText.ts';

/** CS appendices, "User Identifiers"; in bytes, so never more in characters. */
const longestUserId = 255;

/**
 * How a person is called; what has been put behind a name to tell its people apart (CS "Calculating the display name") is not cut off with
 * it.
 */
export function personName(name: unknown, userId: string): string {
  const fallback = plainName(userId, '?');
  // Nobody's: an event may name any text as its sender, and who has no name is called by it.
  if (userId.length > longestUserId) return plainName(name, fallback);
  const mark = ` (${userId})`;
  if (typeof name === 'string' && name.length > longestName && name.endsWith(mark))
    return plainName(name.slice(0, -mark.length), '') + mark;
  return plainName(name, fallback, longestName + mark.length);
}
