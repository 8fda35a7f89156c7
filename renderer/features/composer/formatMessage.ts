import MarkdownIt, { type Token } from 'markdown-it';
import { maxMentions, type Mentions, type Written } from '../../../core/features/sending/calls.ts';
import type { UserId } from '../../../core/ids.ts';
import { parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';
import { readMarked } from '../marked/marked.ts';

// `html: false`: what is typed as HTML stays text. Pictures would point at strangers' servers.
const markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true }).disable('image');

/**
 * A text this long with its HTML beside it fills an event once it is encrypted (CS "Size limits"); to format it would only hold the page
 * up.
 */
const longestFormatted = 20_000;

/** Tokens that say no more than the plain text says. */
const plainTokens = new Set(['paragraph_open', 'paragraph_close', 'inline', 'text', 'softbreak', 'hardbreak']);
const shrug = '¯\\_(ツ)_/¯';

/** The commands that say how something is sent (`commands/`). */
const ways = /^\/(me|plain|spoiler|shrug)(?:\s+|$)/;
type Way = 'me' | 'plain' | 'spoiler' | 'shrug' | 'text';

/** What is sent for what was typed; null where there is nothing to send. */
export function formatMessage(typed: string, mayNotifyRoom = false): Written | null {
  const found = ways.exec(typed);
  const way = (found?.[1] ?? 'text') as Way;
  const rest = (found ? typed.slice(found[0].length) : unescaped(typed)).trim();
  if (way === 'shrug') return { body: `${readMarked(rest).text} ${shrug}`.trim(), formattedBody: null, msgtype: 'm.text' };
  const body = readMarked(rest).text;
  if (body === '') return null;
  const msgtype = way === 'me' ? 'm.emote' : 'm.text';
  const asTyped = way === 'plain' || body.length > longestFormatted;
  const { html, mentions } = asTyped ? unformatted(rest) : formatted(rest, way === 'spoiler', mayNotifyRoom);
  return { body, formattedBody: html, msgtype, ...(mentions && { mentions }) };
}

/** Two slashes begin a message that begins with one. */
function unescaped(typed: string): string {
  return typed.startsWith('//') ? typed.slice(1) : typed;
}

interface Formatted {
  /** null: it says no more than the text. */
  readonly html: string | null;
  readonly mentions: Mentions | null;
}

function unformatted(text: string): Formatted {
  const links = readMarked(text).mentions.map(({ href }) => parseMatrixLink(href));
  const userIds = links.flatMap((link) => (link?.is === 'user' ? link.userId : [])).slice(0, maxMentions);
  return { html: null, mentions: userIds.length > 0 ? { userIds, room: false } : null };
}

function formatted(text: string, hidden: boolean, mayNotifyRoom: boolean): Formatted {
  const env = {};
  const tokens = hidden ? markdown.parseInline(text, env) : markdown.parse(text, env);
  const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
  // In code, a mention is what people see of it.
  for (const token of all) if (isCode(token)) token.content = readMarked(token.content).text;
  const mentions = mentionsOf(all, mayNotifyRoom);
  if (!hidden && tokens.every(isPlain)) return { html: null, mentions };
  const html = markdown.renderer.render(tokens, markdown.options, env).trim();
  if (hidden) return { html: `<span data-mx-spoiler>${html}</span>`, mentions };
  const single = tokens.length === 3 && tokens[0]?.type === 'paragraph_open';
  return { html: single ? html.replace(/^<p>|<\/p>$/g, '') : html, mentions };
}

const isCode = ({ type }: Token): boolean => type === 'code_inline' || type === 'fence' || type === 'code_block';

function isPlain(token: Token): boolean {
  return plainTokens.has(token.type) && (token.children ?? []).every(isPlain);
}

const everybody = /(?<![\p{L}\p{N}_@])@room(?![\p{L}\p{N}_:.-]*[\p{L}\p{N}_])/u;

/** Whom its links name under an @, and everybody where one may call them. */
function mentionsOf(tokens: readonly Token[], mayNotifyRoom: boolean): Mentions | null {
  const userIds = new Set<UserId>();
  let room = false;
  tokens.forEach((token, index) => {
    if (token.type === 'text') room ||= mayNotifyRoom && everybody.test(token.content);
    if (token.type !== 'link_open' || tokens[index + 1]?.content.startsWith('@') !== true) return;
    const link = parseMatrixLink(String(token.attrGet('href')));
    if (link?.is === 'user') userIds.add(link.userId);
  });
  return userIds.size > 0 || room ? { userIds: [...userIds].slice(0, maxMentions), room } : null;
}
