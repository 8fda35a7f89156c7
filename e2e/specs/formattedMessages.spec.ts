import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const typed = [
  'A **bold** and an *oblique* word, `some code` and ~~a mistake~~',
  '',
  '- a [link](https://example.org/harbour)',
  '- <img src="x" onerror="window.owned = 1">',
  '',
  '> quoted',
  '',
  '```',
  'let lamp = 1 < 2;',
  '```',
].join('\n');

const tags = ['strong', 'em', 'code', 's', 'ul', 'li', 'a', 'blockquote', 'pre'];

test('markdown that one types: the other side gets HTML with the plain text beside it, and one sees it formatted oneself', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  await composer(app.page).send(typed);
  await bob.waitForMessage(room, typed, { sender: alice.userId });
  const event = bob.client
    .getRoom(room)
    ?.getLiveTimeline()
    .getEvents()
    .findLast((one) => one.getSender() === alice.userId);
  const content = event?.getContent() ?? {};
  expect(event?.isEncrypted()).toBe(true);
  expect(content).toMatchObject({ msgtype: 'm.text', format: 'org.matrix.custom.html', body: typed });
  const html = String(content['formatted_body']);
  for (const tag of tags) expect(html, tag).toMatch(new RegExp(`<${tag}[ >]`));
  expect(html).toContain('<strong>bold</strong>');
  expect(html).toContain('<a href="https://example.org/harbour">link</a>');
  expect(html).toContain('let lamp = 1 &lt; 2;');
  expect(html, 'what is typed as HTML stays text').not.toContain('<img');

  const { region } = timeline(app.page);
  await expect(region.locator('strong', { hasText: 'bold' })).toBeVisible();
  await expect(region.locator('em', { hasText: 'oblique' })).toBeVisible();
  await expect(region.locator('s, del', { hasText: 'a mistake' })).toBeVisible();
  await expect(region.locator('blockquote', { hasText: 'quoted' })).toBeVisible();
  await expect(region.locator('pre code', { hasText: 'let lamp = 1 < 2;' })).toBeVisible();
  await expect(region.locator('li', { hasText: '<img src="x" onerror="window.owned = 1">' })).toBeVisible();
  await expect(region.getByRole('link', { name: 'link' })).toHaveAttribute('href', 'https://example.org/harbour');
  await expect(region.locator('img[src]')).toHaveCount(0);
  await expect(region.getByText('**bold**')).toHaveCount(0);

  // Nothing to format, nothing but text.
  await composer(app.page).send('Just 2 words, 3 < 4');
  await bob.waitForMessage(room, 'Just 2 words, 3 < 4', { sender: alice.userId });
  const plain =
    bob.client
      .getRoom(room)
      ?.getLiveTimeline()
      .getEvents()
      .findLast((one) => one.getSender() === alice.userId)
      ?.getContent() ?? {};
  expect(Object.keys(plain)).not.toContain('formatted_body');
  await expect(timeline(app.page).message('Just 2 words, 3 < 4')).toBeVisible();
  // As the server gave it back, too, not only as the echo of what was typed.
  await app.restart();
  await expect(timeline(app.page).region.locator('strong', { hasText: 'bold' })).toBeVisible();
});
