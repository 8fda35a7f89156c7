import { longestName, plainName } from './plainText.ts';

/** How a person is called; what has been put behind a name to tell its people apart (CS "Calculating the display name") is not cut off with it. */
export function personName(name: unknown, userId: string): string {
  const mark = ` (${userId})`;
  if (typeof name === 'string' && name.length > longestName && name.endsWith(mark))
    return plainName(name.slice(0, -mark.length), '') + mark;
  return plainName(name, plainName(userId, '?'), longestName + mark.length);
}
