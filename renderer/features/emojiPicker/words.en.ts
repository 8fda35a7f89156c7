const sections = {
  recent: 'Recently used',
  found: 'Found',
  smileys: 'Smileys and emotion',
  people: 'People and body',
  animals: 'Animals and nature',
  food: 'Food and drink',
  travel: 'Travel and places',
  activities: 'Activities',
  objects: 'Objects',
  symbols: 'Symbols',
  flags: 'Flags',
};

export const enEmoji = {
  sections,
  pick: 'Emoji',
  find: 'Find an emoji',
  groups: 'Groups of emoji',
  none: (text: string) => `No emoji for “${text}”.`,
  tone: 'Skin',
  tones: ['None', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
  more: 'More…',
};
