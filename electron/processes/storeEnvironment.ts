/** What Windows and SQLite's temporary files need. */
const needed = ['SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'TMPDIR', 'TZ'];

/** Whatever somebody keeps in the environment of their desktop is not the store's business (S-10). */
export function storeEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(needed.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
}
