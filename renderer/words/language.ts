export type Language = 'en';

const known: readonly Language[] = ['en'];

/** The first of the system's languages that there are words for. */
export const language: Language =
  navigator.languages.flatMap((tag) => known.filter((name) => tag === name || tag.startsWith(`${name}-`)))[0] ?? 'en';
