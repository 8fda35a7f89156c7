import { expect, test } from 'vitest';
import { outsideUrl, webProtocols } from './outsideUrl.ts';

test.each([
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<b>',
  'smb://host/share',
  'ms-msdt:/id',
  'vscode://x',
  'latchkey://x',
  'app://latchkey/index.html',
  'blob:https://a.test/1',
  'view-source:https://a.test',
  'mailto:a@a.test',
  'example.org',
  '//example.org',
  '',
])('T15 no browser opens %j', (text) => {
  expect(outsideUrl(text, webProtocols)).toBeNull();
});

test.each([
  ['HTTPS://Example.ORG', 'https://example.org/'],
  ['  https://a.test/x\n', 'https://a.test/x'],
  ['https://a.test/"$(id)`id`', 'https://a.test/%22$(id)%60id%60'],
  ['https:\\\\a.test\\b', 'https://a.test/b'],
  ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
])('T15 what the system gets is the address as it was read: %j', (text, expected) => {
  expect(outsideUrl(text, webProtocols)).toBe(expected);
});
