import type { MessageBody } from '../../../core/features/timeline/model.ts';
import { fixture, since, type Fixtures } from '../../fixtures/fixture.ts';
import { aiko, jonas, me, tomas } from '../../fixtures/people.ts';
import { message } from '../../fixtures/timeline.ts';

const html = (text: string, formatted: string): MessageBody => ({ type: 'text', text, html: formatted });
const code = (language: string, text: string): MessageBody =>
  html(
    text,
    `<pre><code${language === '' ? '' : ` class="language-${language}"`}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`,
  );

const lamp = `// Turns while it is dark.
export async function turn(lamp: Lamp, { rpm = 4 } = {}): Promise<void> {
  const since = Date.now();
  while (lamp.isLit && rpm > 0) await lamp.step(\`\${rpm} a minute\`, null);
  log.info('stopped after', since - 1_000, /dark|light/.test(lamp.state));
}`;
const change = `@@ -1,3 +1,3 @@
 lamp:
-  colour: white
+  colour: warm
   watts: 60`;
const shell = '$ latchkey --profile work\n# nothing to say\n$ echo "lit" | tee /dev/null';
const python = `class Keeper(Person):
    """Looks after the lamp."""
    def __init__(self, name: str, nights=365):
        self.nights = nights  # a year
        print(f"{name} is here", True)`;

const written = [
  message(jonas, since - 600_000, code('ts', lamp)),
  message(aiko, since - 500_000, code('python', python)),
  message(me, since - 400_000, code('diff', change)),
  message(tomas, since - 300_000, code('console', shell)),
  message(tomas, since - 280_000, code('', 'no language is named\n  so it has no colours')),
];

const secrets = [
  message(
    aiko,
    since - 300_000,
    html(
      'The ending is (Spoiler)(a full stop)',
      'Have you read it? In the end <span data-mx-spoiler="chapter 12">the lamp was never <em>lit</em> at all, and the keeper knew it from the first night on</span>, so there.',
    ),
  ),
  message(jonas, since - 200_000, html('x', '<span data-mx-spoiler>Nobody said a reason</span>')),
  message(
    me,
    since - 100_000,
    html('x', 'And <span data-mx-spoiler>with <code>code</code> and <a href="https://example.org">a link</a></span> in it'),
  ),
];

const maths = (tex: string, isBlock = false): string =>
  isBlock ? `<div data-mx-maths="${tex}"><code>${tex}</code></div>` : `<span data-mx-maths="${tex}"><code>${tex}</code></span>`;

const formulas = [
  message(
    jonas,
    since - 300_000,
    html(
      'x',
      `The light falls off with ${maths('\\frac{1}{r^2}')}, so at ${maths('r = 4\\,\\text{km}')} it is ${maths('\\sqrt{\\sum_{i=0}^{n} a_i^2}')}.` +
        maths(
          '\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi} \\qquad \\begin{pmatrix} a &amp; b \\\\ c &amp; d \\end{pmatrix}',
          true,
        ),
    ),
  ),
  message(
    aiko,
    since - 200_000,
    html(
      'x',
      maths('\\begin{aligned} f(x) &amp;= (x+1)^2 \\\\ &amp;= x^2 + 2x + 1 \\end{aligned}', true) +
        'and one that nobody can draw: ' +
        maths('\\frac{1}{'),
    ),
  ),
];

export const messageTextFixtures: Fixtures = {
  homeCode: fixture('css:.code-string', { timeline: () => written, older: [] }),
  homeMaths: fixture('css:math', { timeline: () => formulas, older: [] }),
  homeSpoilers: fixture('Have you read it?', { timeline: () => secrets, older: [] }),
  homeSpoilerOpen: fixture('css:.spoilerOpen', { timeline: () => secrets, older: [] }, ['button:Spoiler: chapter 12']),
};
