import { expect, test } from 'vitest';
import { readPreviews } from './previews.ts';

test('where pictures show by themselves is one of three words, and anything else says nothing', () => {
  for (const said of ['on', 'private', 'off']) expect(readPreviews({ media_previews: said, invite_avatars: 'off' })).toBe(said);
  for (const odd of [null, {}, { media_previews: 'always' }, { media_previews: 1 }, 'on', ['off']]) expect(readPreviews(odd)).toBeNull();
});
