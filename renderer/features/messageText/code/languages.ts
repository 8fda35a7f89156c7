/** What people call the languages that are coloured, each with the names that senders give it. */
const languages: readonly (readonly [name: string, ...ids: string[]])[] = [
  ['Bash', 'bash', 'sh', 'zsh'],
  ['C', 'c', 'h'],
  ['C++', 'cpp', 'cc', 'c++', 'hpp', 'cxx'],
  ['C#', 'csharp', 'cs', 'c#'],
  ['CSS', 'css'],
  ['Diff', 'diff', 'patch'],
  ['Dockerfile', 'dockerfile', 'docker'],
  ['Go', 'go', 'golang'],
  ['Haskell', 'haskell', 'hs'],
  ['INI', 'ini'],
  ['TOML', 'toml'],
  ['Java', 'java'],
  ['JavaScript', 'javascript', 'js', 'jsx', 'mjs', 'cjs'],
  ['JSON', 'json', 'jsonc', 'json5'],
  ['Kotlin', 'kotlin', 'kt'],
  ['Lua', 'lua'],
  ['Makefile', 'makefile', 'mk', 'make'],
  ['Markdown', 'markdown', 'md'],
  ['Nix', 'nix', 'nixos'],
  ['PHP', 'php'],
  ['Python', 'python', 'py'],
  ['Ruby', 'ruby', 'rb'],
  ['Rust', 'rust', 'rs'],
  ['SCSS', 'scss'],
  ['Shell', 'shell', 'console', 'shellsession'],
  ['SQL', 'sql'],
  ['Swift', 'swift'],
  ['TypeScript', 'typescript', 'ts', 'tsx', 'mts', 'cts'],
  ['HTML', 'html', 'xhtml'],
  ['XML', 'xml', 'svg', 'rss', 'atom', 'plist'],
  ['YAML', 'yaml', 'yml'],
];

/** Every name of a language that is coloured, with its name for people. */
export const colouredLanguages: ReadonlyMap<string, string> = new Map([
  ...languages.flatMap(([name, ...ids]) => ids.map((id) => [id, name] as const)),
]);

/** What the code's own class says (CS "m.room.message msgtypes": `language-`); null where it says nothing. */
export function languageOf(code: Element): string | null {
  return /^language-(.+)$/.exec(code.className)?.[1]?.toLowerCase() ?? null;
}

/** Its name for people; one that we do not know goes by what its sender calls it. */
export const languageName = (language: string): string => colouredLanguages.get(language) ?? language;

export const isColoured = (language: string): boolean => colouredLanguages.has(language);
