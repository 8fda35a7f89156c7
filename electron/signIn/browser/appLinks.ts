/** The app's own scheme, and the one that an OAuth client may have: its website's host turned round (MSC2966). */
export const appSchemes = ['latchkey', 'chat.latchkey'] as const;

/** What the system may start us with: the way back of a sign-in, or something that a `matrix:` link names. */
const linkSchemes = [...appSchemes, 'matrix'];

const isAppLink = (text: string): boolean => linkSchemes.some((scheme) => text.slice(0, 32).toLowerCase().startsWith(`${scheme}:`));

/** The link that the system started us with, if any. */
export function appLinkIn(args: readonly string[]): string | null {
  return args.find(isAppLink) ?? null;
}

/** Links that the system hands over, to whoever waits for exactly this one (J9). */
export class AppLinks {
  private readonly waiting = new Set<(link: URL) => boolean>();

  /** False: no sign-in waits for it. */
  take(text: string): boolean {
    if (!isAppLink(text) || !URL.canParse(text)) return false;
    const link = new URL(text);
    return [...this.waiting].some((accept) => accept(link));
  }

  /** `accept` returns whether it was the one. */
  wait(accept: (link: URL) => boolean): () => void {
    this.waiting.add(accept);
    return () => void this.waiting.delete(accept);
  }
}
