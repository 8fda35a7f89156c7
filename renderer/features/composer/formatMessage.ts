import MarkdownIt, { type Token } from 'markdown-it';
import type { Written } from '../../../core/features/sending/calls.ts';

// `html: false`: what is typed as HTML stays text. Pictures would point at strangers' servers.
const markdown = new MarkdownIt('default', { html: false, linkify: false, breaks: true }).disable('image');

/**
 * A text this long with its HTML beside it fills an event once it is encrypted (CS "Size limits"); to format it would only hold the page
 * up.
 */
const longestFormatted = 20_000;

/** Tokens that say no more than the plain text says. */
const plainTokens = new Set(['paragraph_open', 'paragraph_close', 'inline', 'text', 'softbreak', 'hardbreak']);

/** What is sent for what was typed; null where there is nothing to send. */
export function formatMessage(typed: string): Written | null {
  const emote = /^\/me\s/.test(typed);
  const body = (emote ? typed.slice(4) : unescaped(typed)).trim();
  if (body === '') return null;
  return { body, formattedBody: formatted(body), msgtype: emote ? 'm.emote' : 'm.text' };
}

/** Two slashes begin a message that begins with one. */
function unescaped(typed: string): string {
  return typed.startsWith('//') ? typed.slice(1) : typed;
}

function formatted(body: string): string | null {
  if (body.length > longestFormatted) return null;
  const env = {};
  const tokens = markdown.parse(body, env);
  if (tokens.every(isPlain)) return null;
  const html = markdown.renderer.render(tokens, markdown.options, env).trim();
  const single = tokens.length === 3 && tokens[0]?.type === 'paragraph_open';
  return single ? html.replace(/^<p>|<\/p>$/g, '') : html;
}

function isPlain(token: Token): boolean {
  return plainTokens.has(token.type) && (token.children ?? []).every(isPlain);
}
