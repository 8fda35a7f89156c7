import { expect, test } from 'vitest';
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
