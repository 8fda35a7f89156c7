import type { MatrixLink } from '../../../core/links/matrixLink.ts';
import { parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';

/** Somebody, or a room, named in what is written: what stands there, with its sign, and the link that it is. */
export interface Mention {
  readonly text: string;
  readonly href: string;
}

/**
 * What is being written is kept as markdown in which a mention is a link, also in drafts; people see and write its name only. So nothing has to follow the
 * places of mentions while the text around them changes.
 */
export interface Shown {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

const begins = '](https://matrix.to/#/';
const marked = /\[([@#](?:\\[!-/:-@[-`{-~]|[^!-/:-@[-`{-~\n])*)\]\((https:\/\/matrix\.to\/#\/[^\s()]{1,2000})\)/g;
const punctuation = /[!-/:-@[-`{-~]/g;
const ofPatterns = /[\\^$.*+?()[\]{}|/]/g;
const escaped = /\\([!-/:-@[-`{-~])/g;

/** As people see it. */
export function readMarked(text: string): Shown {
  if (!text.includes(begins)) return { text, mentions: [] };
  const mentions = new Map<string, Mention>();
  const shown = text.replace(marked, (_all, label: string, href: string) => {
    const name = label.replace(escaped, '$1');
    mentions.set(name, { text: name, href });
    return name;
  });
  return { text: shown, mentions: [...mentions.values()] };
}

/** As it is kept: each mention that still stands there by itself becomes its link again. */
export function markUp(text: string, mentions: readonly Mention[]): string {
  const byName = new Map(mentions.filter((one) => text.includes(one.text)).map((one) => [one.text, one.href]));
  if (byName.size === 0) return text;
  // The longer name first: one may begin with another.
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(ofPatterns, '\\$&'));
  const found = new RegExp(`(?<![\\p{L}\\p{N}_@#/\\[])(?:${names.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return text.replace(found, (name) => `[${name[0]}${name.slice(1).replace(punctuation, '\\$&')}](${byName.get(name)})`);
}

const linkInHtml = /<a href="(https:\/\/matrix\.to\/#\/[^"]{1,2000})">([@#][^<]*)<\/a>/g;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** Whom one's own message mentions, by the HTML that was sent. */
export function mentionsIn(html: string | null): readonly Mention[] {
  return [...(html ?? '').matchAll(linkInHtml)].map(([, href = '', text = '']) => ({
    text: text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity),
    href: href.replaceAll('&amp;', '&'),
  }));
}

/** Whom and what any HTML of one's own links to. */
export const linksIn = (html: string | null): readonly MatrixLink[] =>
  [...(html ?? '').matchAll(/href="([^"]{1,2000})"/g)].flatMap(([, href = '']) => parseMatrixLink(href.replaceAll('&amp;', '&')) ?? []);

/** With what encodeURIComponent leaves and markdown would take for the end of the link. */
const encoded = (id: string): string => encodeURIComponent(id).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** CS appendices, "matrix.to navigation"; the sign and the colon as they are, as other clients look for them. */
export const linkTo = (id: string, via?: string): string =>
  `https://matrix.to/#/${encoded(id).replace('%40', '@').replace('%3A', ':')}${via === undefined ? '' : `?via=${encodeURIComponent(via)}`}`;
