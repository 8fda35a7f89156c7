import { fixture, type Fixtures } from '../../fixtures/fixture.ts';

const recentEmoji = ['🎉', '👍🏽', '❤️', '😂', '🔥'].map((emoji) => ({ emoji, total: 1 }));

export const emojiPickerFixtures: Fixtures = {
  homeEmoji: fixture('Recently used', { recentEmoji }, ['button:Emoji']),
  homeEmojiFound: fixture(':cherry_blossom:', { recentEmoji }, ['button:Emoji', 'type:cherry blossom']),
  homeEmojiNone: fixture('No emoji for “zzzz”.', { settings: { emojiTone: 3 } }, ['button:Emoji', 'type:zzzz']),
};
