import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageCsp } from './csp.ts';

const shared = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

/** In the order of their names. */
const directives = (policy: string): readonly string[] => policy.split('; ').sort();

test('T7 the page may load itself, and files of messages as pictures and players: nothing else, from nowhere else', () => {
  const own = "script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: media:; media-src media:; connect-src 'none'";
  expect(directives(pageCsp)).toEqual(directives(`${shared}; ${own}`));
  const [, inPage = ''] =
    /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(readFileSync('renderer/index.html', 'utf8')) ?? [];
  // What only a header can say is missing there.
  const inHeaderOnly = ["frame-ancestors 'none'", "object-src 'none'"];
  expect(directives(inPage)).toEqual(directives(pageCsp).filter((one) => !inHeaderOnly.includes(one)));
});
