import { namedBy } from '../../../core/links/matrixLink.ts';
import { parseMatrixLink, parseTyped } from '../../../core/links/parseMatrixLink.ts';
import { plainLine } from '../../../core/text/plainText.ts';

/** What a link into Matrix names; any other as a computer reads it: the host in ASCII, so that letters that only look like others show. */
export function asciiAddress(url: string): string {
  const link = parseMatrixLink(url);
  if (link) return namedBy(link);
  return URL.canParse(url) ? new URL(url).href : url;
}

/** Where a link really leads, where its words are another address than that, or hide it; null where they are honest. */
export function realAddress(words: string, url: string): string | null {
  if (!URL.canParse(url)) return null;
  const target = new URL(url);
  const link = parseMatrixLink(url);
  if (link) return namesAnother(words, namedBy(link)) ? namedBy(link) : null;
  const named = tokensOf(words);
  if (target.protocol === 'mailto:') {
    const to = decoded(target.pathname);
    return named.some(
      ({ token, host }) =>
        host !== null && token.toLowerCase() !== to.toLowerCase() && token.toLowerCase() !== `mailto:${to}`.toLowerCase(),
    )
      ? to
      : null;
  }
  const real = withoutWww(target.hostname);
  const other = named.some(({ host }) => host !== null && withoutWww(host) !== real);
  return other || target.username !== '' || target.password !== '' ? target.host : null;
}

/** As many words as a link has before nobody takes it for an address. */
const readWords = 20;
const around = /^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu;
const hostLike = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu;
const ipLike = /^\d{1,3}(?:\.\d{1,3}){3}$|^\[[0-9a-f:.]+\]$/i;

interface Token {
  readonly token: string;
  /** What it names as a host, in ASCII. */
  readonly host: string | null;
}

function tokensOf(words: string): Token[] {
  // Full-width letters and dots are read as what they look like.
  const tokens = plainLine(words, 1_000)
    .normalize('NFKC')
    .replace(/[。．｡]/gu, '.')
    .split(' ')
    .slice(0, readWords);
  // Identifiers of people and rooms (with their sigils) name a server, not where the link leads.
  return tokens.filter((token) => !/^[@#!$]/.test(token)).map((token) => ({ token: token.replace(around, ''), host: hostOf(token) }));
}

function hostOf(token: string): string | null {
  const [, scheme, rest = ''] = /^\P{L}*?(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/iu.exec(token) ?? [];
  const authority = rest.split(/[/?#\\]/u, 1)[0] ?? '';
  const named = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/^[\p{P}\p{S}]+(?!\])|[^\P{P}\]]+$/gu, '');
  if (!hostLike.test(named) && !ipLike.test(named) && scheme === undefined) return null;
  return URL.canParse(`http://${named}`) ? new URL(`http://${named}`).hostname : named;
}

/** Words that are an identifier or an address, other than the one that the link names. A server's name alone is part of many a room's. */
function namesAnother(words: string, id: string): boolean {
  const typed = parseTyped(plainLine(words, 1_000));
  if (typed) return namedBy(typed) !== id;
  return tokensOf(words).some(({ token, host }) => host !== null && !id.toLowerCase().includes(token.toLowerCase()));
}

const withoutWww = (host: string): string => host.replace(/^www\./, '').replace(/\.$/, '');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
