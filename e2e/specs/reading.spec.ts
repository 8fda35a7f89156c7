import type { App } from '../app/launchApp.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import type { Person } from '../people/startPerson.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const sendHtml = (bob: Person, room: string, body: string, html: string): Promise<unknown> =>
  bob.client.sendMessage(room, { msgtype: 'm.text', body, format: 'org.matrix.custom.html', formatted_body: html } as never);

const clipboard = (app: App): Promise<string> => app.electron.evaluate(({ clipboard: board }) => board.readText());

/** Takes the grammar long, and is more than is coloured. */
const endless = `${'a'.repeat(1_900)} ( `.repeat(10);

test('T95 code in its colours and copied whole, maths, places; code that takes a grammar long holds nothing up; spoilers hidden in every place until opened by pointer or key', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  const { region, message } = timeline(app.page);
  await app.page.evaluate(() =>
    addEventListener('securitypolicyviolation', (event) => (document.documentElement.dataset['refused'] = event.violatedDirective)),
  );
  // What one types oneself, and what comes from somebody else.
  await composer(app.page).send('```ts\nconst lamp: string = `lit`; // now\n```');
  const own = region.locator('.codeBlock').last();
  await expect(own.locator('.code-word', { hasText: 'const' })).toBeVisible();
  await expect(own.getByText('TypeScript')).toBeVisible();
  // Until then it stands below what others write.
  await bob.waitForMessage(room, '```ts\nconst lamp: string = `lit`; // now\n```');
  await own.getByRole('button', { name: 'Copy' }).click();
  await expect(own.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard(app)).toBe('const lamp: string = `lit`; // now');

  await sendHtml(bob, room, 'int x = 1;', `<pre><code class="language-c">${'int x = 1; '.repeat(2_500)}</code></pre>`);
  const newest = region.getByRole('article').last();
  await expect(newest.getByText('Show all')).toBeVisible();
  await expect(newest).toContainText('int x = 1;');
  await sendHtml(bob, room, 'endless', `<pre><code class="language-c">${endless}</code></pre>`);
  await expect(newest).toContainText('endless');
  await newest.getByText('Show all').click();
  await sendHtml(bob, room, 'after', '<pre><code class="language-python">def after():\n    return 1</code></pre>');
  await expect(region.locator('.code-word', { hasText: 'def' })).toBeVisible();

  // Maths as nodes of the page; of what cannot be drawn, what its sender wrote beside it.
  const formula = '<span data-mx-maths="\\frac{a}{b}"><code>a over b</code></span>';
  const endlessly = '<div data-mx-maths="\\newcommand{\\a}{\\a\\a}\\a"><code>for ever</code></div>';
  await sendHtml(bob, room, 'maths', `Half: ${formula} ${endlessly}`);
  await expect(region.locator('math mfrac')).toBeVisible();
  await expect(region.getByText('a over b')).toHaveCount(0);
  await expect(region.getByText('for ever')).toBeVisible();

  // A place: its name, and where it is; nothing is asked of anybody for it.
  const geo = { msgtype: 'm.location', body: 'The old light', geo_uri: 'geo:53.5413,9.9841;u=20' };
  await bob.client.sendMessage(room, geo as never);
  await expect(message('The old light')).toBeVisible();
  await expect(region.getByText('53.54130° N, 9.98410° E')).toBeVisible();
  await expect(region.getByRole('button', { name: 'Open in browser' })).toBeVisible();

  const secret = 'the lamp was never lit';
  const html = `In the end <span data-mx-spoiler="the ending">${secret}, see <a href="https://example.org/x">this</a></span>.`;
  await sendHtml(bob, room, `In the end ${secret}`, html);
  const cover = region.getByRole('button', { name: 'Spoiler: the ending' });
  await expect(cover).toBeVisible();
  // Neither to be seen nor to be read aloud, nor in the list of rooms.
  await expect(region.getByText(secret)).toBeHidden();
  await expect(region.getByRole('link', { name: 'this' })).toHaveCount(0);
  await expect(roomList(app.page).room('Lighthouse')).toContainText('In the end █████');
  await expect(app.page.getByText(secret, { exact: false }).and(app.page.locator(':visible'))).toHaveCount(0);

  await cover.click();
  await expect(region.getByText(secret)).toBeVisible();
  await expect(region.getByRole('link', { name: 'this' })).toBeVisible();
  const opened = region.getByRole('group', { name: 'Spoiler: the ending' });
  await opened.press('Enter');
  await expect(region.getByText(secret)).toBeHidden();
  await cover.press('Enter');
  await expect(region.getByText(secret)).toBeVisible();

  // An answer quotes it covered, before and after it was sent.
  await region.locator('article', { hasText: 'In the end' }).last().hover();
  await region.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(app.page.locator('.composing')).toContainText('In the end █████');
  await composer(app.page).send('I had guessed it');
  await expect(message('I had guessed it')).toBeVisible();
  await bob.waitForMessage(room, 'I had guessed it');
  await expect(region.locator('article', { hasText: 'I had guessed it' })).toContainText('█████');

  expect(await app.page.evaluate(() => document.documentElement.dataset['refused']), 'the page’s policy refused nothing').toBeUndefined();

  await app.restart();
  const again = timeline(app.page);
  await expect(again.message('I had guessed it')).toBeVisible();
  await expect(again.region.getByText(secret)).toBeHidden();
  await expect(again.region.locator('.code-word', { hasText: 'def' })).toBeVisible();
});
