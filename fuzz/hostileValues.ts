import fc, { type Arbitrary } from 'fast-check';

/** Texts that have broken a client before, or might. */
const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  '\u202Egnp.exe\u202C',
  '\u2066\u2067\u2068\u2069'.repeat(50),
  '\u200F\u061C\u200E',
  '\uD800',
  '\uDFFF\uD800 lone surrogates',
  'a\u0300'.repeat(500),
  '\u{1F469}\u200D\u{1F469}\u200D\u{1F467}'.repeat(100),
  '\uFFFE\uFFFF\uFEFF',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  '9'.repeat(400),
  '-0',
  'NaN',
  '1e999',
  'javascript:alert(1)',
  'https://example.org/' + '('.repeat(2_000),
  'https://xn--pple-43d.com https://аpple.com mailto:a@b http://[::1]:80/ https://user:pass@example.org@evil.example/',
  'mxc://evil.example/../../etc',
  '> <@a:b> quoted\n\nanswer',
  '> <'.repeat(1_000),
  '<mx-reply>'.repeat(200),
  '\n'.repeat(3_000),
  'x'.repeat(5_000),
];

const tags = [
  'b',
  'a',
  'p',
  'img',
  'script',
  'style',
  'svg',
  'math',
  'iframe',
  'object',
  'form',
  'input',
  'table',
  'td',
  'template',
  'mx-reply',
  'font',
  'span',
  'pre',
  'code',
  'video',
  'base',
  'meta',
  'link',
  'details',
  'h1',
  'ol',
  'blockquote',
  'noscript',
  'textarea',
  'title',
  'xmp',
  'select',
  'marquee',
  'dialog',
  'body',
  'html',
];
const attributes = [
  ['href', 'javascript:alert(1)'],
  ['href', ' java\tscript:alert(1)'],
  ['href', 'data:text/html,<script>alert(1)</script>'],
  ['href', 'https://example.org/" onclick="alert(1)'],
  ['src', 'https://evil.example/x.png'],
  ['src', 'mxc://evil.example/x'],
  ['srcset', 'https://evil.example/x.png 2x'],
  ['onerror', 'alert(1)'],
  ['onmouseover', 'alert(1)'],
  ['style', 'background:url(https://evil.example/)'],
  ['class', 'message language-x" onload='],
  ['id', 'app'],
  ['name', 'body'],
  ['data-mx-spoiler', '"><script>alert(1)</script>'],
  ['data-mx-color', 'url(https://evil.example)'],
  ['start', '99999999999999999999'],
  ['colspan', '100000'],
  ['action', 'https://evil.example/'],
  ['xlink:href', 'javascript:alert(1)'],
  ['target', '_self'],
] as const;

const attribute = fc.constantFrom(...attributes).map(([name, value]) => ` ${name}="${value}"`);
const openTag = fc.tuple(fc.constantFrom(...tags), fc.array(attribute, { maxLength: 3 })).map(([tag, more]) => `<${tag}${more.join('')}>`);
const closeTag = fc.constantFrom(...tags).map((tag) => `</${tag}>`);
const htmlPiece = fc.oneof(
  openTag,
  closeTag,
  fc.constantFrom('<!--', '-->', '<![CDATA[', ']]>', '&lt;', '&#x0;', '&', '<', '"', '<p', 'words ', ...nastyTexts.slice(0, 12)),
  fc.string({ maxLength: 20 }),
);

/** HTML of every kind: broken, nested, with scripts in every place where one has been known to run. */
export const html = fc.oneof(
  { weight: 8, arbitrary: fc.array(htmlPiece, { maxLength: 25 }).map((pieces) => pieces.join('')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...tags), fc.integer({ min: 100, max: 6_000 }))
      .map(([tag, times]) => `<${tag}>`.repeat(times).slice(0, 64_000)),
  },
);

/** Repeated as often as an event may be long, each has made something quadratic, or might. */
export const longPieces = [
  '(',
  ')',
  '[',
  '{(',
  'a(',
  'https://e.org/(',
  '*',
  '_',
  '`',
  '~~',
  '|',
  '> ',
  '\u202E',
  '<',
  '&',
  '- ',
  ' ',
  'https://',
  'a@b.c ',
  '\u0301',
  '\n',
] as const;
export const longTextOf = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const longText = fc
  .tuple(fc.constantFrom(...longPieces), fc.constantFrom(1_000, 8_000, 64_000))
  .map(([piece, length]) => longTextOf(piece, length));

export const text: Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 4, arbitrary: html },
  { weight: 1, arbitrary: longText },
);

export const number = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1,
    0.5,
    8_640_000_000_000_000,
    8_640_000_000_000_001,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    2 ** 53,
    2 ** 63,
    -(2 ** 63),
    1e308,
    253_402_300_800_000,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const key = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'then', 'length', 'msgtype', 'body', 'm.relates_to', ''),
  fc.string({ maxLength: 8 }),
);

/** Keys that an assignment would take for something else are own ones, as JSON.parse makes them. */
function record(entries: readonly (readonly [string, unknown])[]): object {
  const made = {};
  for (const [name, value] of entries) Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
  return made;
}

function deep(levels: number, list: boolean): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = list ? [value] : { body: value };
  return value;
}

/** Anything that JSON can hold, where something else was expected. */
export const junk: Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, [], {}),
    number,
    text,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('any')), { maxLength: 4 }).map(record),
    fc.tuple(fc.constantFrom(50, 400), fc.boolean()).map(([levels, list]) => deep(levels, list)),
  ),
})).any;

/** Mostly what it should be, so that a case comes far; now and then anything at all, or nothing. */
const mostly = <T>(right: Arbitrary<T>): Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: right as Arbitrary<unknown> },
    { weight: 1, arbitrary: junk },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

/** An object with these members, some of them wrong or missing, and some that it should not have. */
export const object = (members: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<object> =>
  fc
    .tuple(
      fc.tuple(...Object.values(members).map(mostly)),
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.tuple(key, junk), { maxLength: 2 }) }),
    )
    .map(([values, more]) => {
      const known = Object.keys(members).flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]] as const]));
      return record([...known, ...more]);
    });
