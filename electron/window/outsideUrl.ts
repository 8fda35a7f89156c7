/** What a browser opens. */
export const webProtocols: readonly string[] = ['http:', 'https:'];

/**
 * The address as a parser reads it, which is what the system gets: never the text itself, which another parser might read otherwise.
 * Null: not one that the system may be asked to open. A scheme of another program can start anything.
 */
export function outsideUrl(text: string, protocols: readonly string[]): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url.href : null;
}
