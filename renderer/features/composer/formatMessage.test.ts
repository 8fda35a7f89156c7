import { expect, test } from 'vitest';
import { linkTo, markUp } from '../marked/marked.ts';
import { formatMessage } from './formatMessage.ts';

test('plain text is sent as plain text, line breaks and paragraphs included', () => {
  for (const text of ['hello', 'one\ntwo', 'one\n\ntwo', 'it is 5 < 6 & "so"', 'see https://example.org/a_b_c', '1 * 2 = 2']) {
    expect(formatMessage(text)).toEqual({ body: text, formattedBody: null, msgtype: 'm.text' });
  }
});

test('markdown becomes HTML, without a paragraph round a single line', () => {
  expect(formatMessage('**a** b')?.formattedBody).toBe('<strong>a</strong> b');
  expect(formatMessage('- a\n- b')?.formattedBody).toBe('<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
  expect(formatMessage('```js\nx\n```')?.formattedBody).toBe('<pre><code class="language-js">x\n</code></pre>');
  expect(formatMessage('a **b**\nc')?.formattedBody).toBe('a <strong>b</strong><br>\nc');
});

test('typed HTML stays text', () => {
  expect(formatMessage('<b>x</b>')?.formattedBody).toBeNull();
  expect(formatMessage('*a* <img src=x onerror=alert(1)>')?.formattedBody).toBe('<em>a</em> &lt;img src=x onerror=alert(1)&gt;');
});

test('pictures and hostile links are not made', () => {
  expect(formatMessage('*a* ![x](https://evil.example/x.png)')?.formattedBody).not.toContain('<img');
  expect(formatMessage('[x](javascript:alert(1))')?.formattedBody ?? '').not.toContain('href');
});

test('/me is an emote; two slashes begin with one; nothing is not sent', () => {
  expect(formatMessage('/me waves')).toEqual({ body: 'waves', formattedBody: null, msgtype: 'm.emote' });
  expect(formatMessage('/medium rare')?.msgtype).toBe('m.text');
  expect(formatMessage('//me waves')).toEqual({ body: '/me waves', formattedBody: null, msgtype: 'm.text' });
  expect(formatMessage('  \n ')).toBeNull();
  expect(formatMessage('/me  ')).toBeNull();
});

test('S-2 what is too long for an event with its HTML is sent as it was typed', () => {
  const body = '**a** '.repeat(3_000).trim();
  expect(formatMessage(body)?.formattedBody).toContain('<strong>a</strong>');
  const longer = `${body} `.repeat(4).trim();
  expect(formatMessage(longer)).toEqual({ body: longer, formattedBody: null, msgtype: 'm.text' });
});

const bob = { text: '@Bob_x*', href: linkTo('@bob:hs') };
const design = { text: '#Design', href: linkTo('!d:hs', 'hs') };

test('a mention is a link and is said beside; a room that is named is no mention; in code it is text', () => {
  expect(formatMessage(markUp('hi @Bob_x*, see #Design', [bob, design]))).toEqual({
    body: 'hi @Bob_x*, see #Design',
    formattedBody: 'hi <a href="https://matrix.to/#/@bob:hs">@Bob_x*</a>, see <a href="https://matrix.to/#/!d:hs?via=hs">#Design</a>',
    msgtype: 'm.text',
    mentions: { userIds: ['@bob:hs'], room: false },
  });
  expect(formatMessage(markUp('/me waves at @Bob_x*', [bob]))).toMatchObject({ msgtype: 'm.emote', mentions: { userIds: ['@bob:hs'] } });
  const code = formatMessage(markUp('`@Bob_x*`\n```\n@Bob_x*\n```', [bob]));
  expect(code?.formattedBody).toBe('<p><code>@Bob_x*</code></p>\n<pre><code>@Bob_x*\n</code></pre>');
  expect(code?.mentions).toBeUndefined();
  expect(formatMessage('[click here](https://matrix.to/#/@bob:hs)')?.mentions).toBeUndefined();
});

test('@room calls everybody only where one may, and stands by itself', () => {
  expect(formatMessage('@room: lunch', true)).toEqual({
    body: '@room: lunch',
    formattedBody: null,
    msgtype: 'm.text',
    mentions: { userIds: [], room: true },
  });
  expect(formatMessage('@room: lunch')?.mentions).toBeUndefined();
  for (const text of ['@roomy', 'x@room', '@room:hs.org', '`@room`', '@@room'])
    expect(formatMessage(text, true)?.mentions, text).toBeUndefined();
});

test('/plain sends what was typed, /spoiler hides it, /shrug shrugs', () => {
  expect(formatMessage(markUp('/plain **a** @Bob_x*', [bob]))).toEqual({
    body: '**a** @Bob_x*',
    formattedBody: null,
    msgtype: 'm.text',
    mentions: { userIds: ['@bob:hs'], room: false },
  });
  expect(formatMessage('/plain **a**')).toEqual({ body: '**a**', formattedBody: null, msgtype: 'm.text' });
  expect(formatMessage('/spoiler he *did* it')).toEqual({
    body: 'he *did* it',
    formattedBody: '<span data-mx-spoiler>he <em>did</em> it</span>',
    msgtype: 'm.text',
  });
  expect(formatMessage('/shrug')?.body).toBe('¯\\_(ツ)_/¯');
  expect(formatMessage('/shrug so be it')).toEqual({ body: 'so be it ¯\\_(ツ)_/¯', formattedBody: null, msgtype: 'm.text' });
  expect(formatMessage('/spoiler')).toBeNull();
});
