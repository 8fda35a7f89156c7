import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { answerSaveDialog } from '../app/saveDialog.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { roomList } from '../pages/roomList.ts';
import { timeline } from '../pages/timeline.ts';
import { blinkingGif, png, sendFile, wav, type SentFile } from '../people/files.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { filesWithBytes } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const picture = (page: Page, name: string): Locator => timeline(page).region.getByRole('button', { name: `Show “${name}”` });

/** What is really drawn: the colour in the middle; null while there is none. */
const colourOf = (shown: Locator): Promise<readonly number[] | null> =>
  shown.evaluate(async (button) => {
    const image = button.querySelector<HTMLImageElement | HTMLCanvasElement>('.mediaImage');
    if (image instanceof HTMLImageElement && (!image.complete || image.naturalWidth === 0)) return null;
    return image === null ? null : [image.clientWidth, image.clientHeight];
  });

const mediaFolder = (profile: string): string => join(profile, 'accounts', readdirSync(join(profile, 'accounts'))[0] ?? '', 'media');

test('T91 T93 T94 files of an encrypted and a plain room: shown, heard, saved; sealed on the disk; over a soft logout; gone with an erase', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(150_000);
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const { page } = app;
  const barn = png(640, 480, [200, 30, 30]);
  const picturesAsked = () => network.requests(({ path }) => path.includes('/_matrix/client/v1/media/'));

  await test.step('a picture in its exact space, with what was written to it', async () => {
    const info = { w: 640, h: 480, mimetype: 'image/png', 'xyz.amorgan.blurhash': 'LEHV6nWB2yk8pyo0adR*.7kCMdnj' };
    await sendFile(bob, room, { msgtype: 'm.image', name: 'barn.png', bytes: barn, info, caption: 'The barn at noon', encrypted: true });
    await expect(timeline(page).message('The barn at noon')).toBeVisible();
    await expect.poll(() => colourOf(picture(page, 'barn.png'))).toEqual([420, 315]);
    expect(picturesAsked().every(({ token }) => token !== undefined)).toBe(true);
    await expect(roomList(page).navigation.getByText('The barn at noon')).toBeVisible();
  });

  await test.step('one that moves stands still until somebody points at it', async () => {
    const file: SentFile = {
      msgtype: 'm.image',
      name: 'blink.gif',
      bytes: blinkingGif,
      info: { w: 200, h: 200, mimetype: 'image/gif' },
      encrypted: true,
    };
    await sendFile(bob, room, file);
    const shown = picture(page, 'blink.gif');
    await expect(shown.locator('canvas.mediaImage')).toHaveAttribute('width', '1');
    await expect(shown.locator('img')).toHaveCount(0);
    await shown.hover();
    await expect(shown.locator('img')).toHaveCount(1);
    await timeline(page).message('The barn at noon').hover();
    await expect(shown.locator('img')).toHaveCount(0);
  });

  await test.step('the viewer: larger, the next one, what it is, away again', async () => {
    await picture(page, 'barn.png').click();
    const viewer = page.getByRole('dialog', { name: 'barn.png' });
    await expect(viewer).toContainText('640 × 480');
    await page.keyboard.press('+');
    await expect(viewer.locator('.viewerPicture')).toHaveAttribute('style', /scale\(1\.5\)/);
    await expect(viewer.getByRole('button', { name: 'Next picture' })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('dialog', { name: 'blink.gif' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a file is a card, and lies where people say, byte by byte', async () => {
    const bytes = Buffer.from('the bittern booms in the reeds 8842\n'.repeat(5000));
    await sendFile(bob, room, { msgtype: 'm.file', name: 'notes.txt', bytes, info: { mimetype: 'text/plain' }, encrypted: true });
    const path = await answerSaveDialog(app, 'save');
    await timeline(page).region.getByRole('button', { name: 'Save as…' }).filter({ hasText: 'Save as…' }).click();
    await expect(timeline(page).region.getByText('Saved.')).toBeVisible();
    await expect(timeline(page).region.getByRole('button', { name: 'Open' })).toBeVisible();
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(filesWithBytes(app.profile, bytes.subarray(0, 36))).toEqual([]);
    expect(filesWithBytes(app.profile, barn.subarray(8, 60))).toEqual([]);
    expect(readdirSync(mediaFolder(app.profile)).length).toBeGreaterThanOrEqual(3);
  });

  const sound = wav(60);
  await test.step('a voice message is fetched when it is played, and can be listened to from anywhere', async () => {
    const voice = (content: any): void => {
      content['org.matrix.msc3245.voice'] = {};
      content['org.matrix.msc1767.audio'] = { duration: 60_000, waveform: [0, 300, 1024, 500, 100] };
    };
    await sendFile(bob, room, {
      msgtype: 'm.audio',
      name: 'voice.wav',
      bytes: sound,
      info: { duration: 60_000 },
      encrypted: true,
      change: voice,
    });
    const player = timeline(page).region.getByRole('group', { name: 'Voice message' });
    await expect(player).toBeVisible();
    const before = picturesAsked().length;
    await player.getByRole('button', { name: 'Play' }).click();
    await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible();
    await expect.poll(() => player.locator('audio').evaluate((one: HTMLAudioElement) => one.currentTime)).toBeGreaterThan(0.2);
    expect(picturesAsked().length).toBe(before + 1);
    await player.getByRole('slider', { name: 'Position' }).fill('50');
    await expect.poll(() => player.locator('audio').evaluate((one: HTMLAudioElement) => one.currentTime)).toBeGreaterThan(50);
    await player.getByRole('button', { name: /^Speed/ }).click();
    expect(await player.locator('audio').evaluate((one: HTMLAudioElement) => one.playbackRate)).toBe(1.5);
    await player.getByRole('button', { name: 'Pause' }).click();
  });

  await test.step('a plain room: the small picture is the server’s, its own file the viewer’s', async () => {
    const plain = await bob.createRoom({ name: 'Market', invite: [alice.userId] });
    await joinByApi(homeserver, alice, plain);
    await bob.waitForMember(plain, alice.userId);
    await sendFile(bob, plain, {
      msgtype: 'm.image',
      name: 'stall.png',
      bytes: png(1600, 1200, [20, 90, 20]),
      info: { w: 1600, h: 1200, mimetype: 'image/png' },
    });
    await roomList(page).open('Market');
    await expect.poll(() => colourOf(picture(page, 'stall.png'))).toEqual([420, 315]);
    const paths = (): readonly string[] => picturesAsked().map(({ path }) => path);
    await expect.poll(() => paths().some((path) => path.includes('/media/thumbnail/'))).toBe(true);
    const id = paths()
      .find((path) => path.includes('/media/thumbnail/'))!
      .split('/')
      .at(-1)!;
    const isWhole = (path: string): boolean => path.includes('/media/download/') && path.endsWith(`/${id}`);
    expect(paths().some(isWhole)).toBe(false);
    await picture(page, 'stall.png').click();
    await expect(page.getByRole('dialog', { name: 'stall.png' })).toContainText('1600 × 1200');
    await expect.poll(() => paths().some(isWhole)).toBe(true);
    await page.keyboard.press('Escape');
    await sendFile(bob, plain, { msgtype: 'm.audio', name: 'bells.wav', bytes: wav(30), info: {} });
    await expect(timeline(page).region.getByRole('group', { name: 'bells.wav' })).toBeVisible();
  });

  await test.step('T94 signed out softly in the middle: it waits, and goes on with the new token', async () => {
    const bells = timeline(page).region.getByRole('group', { name: 'bells.wav' });
    const old = picturesAsked().at(-1)?.token;
    await homeserver.expireTokens({ userId: alice.userId, deviceId });
    await bells.getByRole('button', { name: 'Play' }).click();
    const expired = sessionExpiredDialog(page);
    await expect(expired.dialog).toBeVisible();
    const silence = network.mark();
    await expired.signInAgain(alice.password);
    await app.waitForPhase('active');
    await expect.poll(() => bells.locator('audio').evaluate((one: HTMLAudioElement) => one.currentTime)).toBeGreaterThan(0.2);
    const after = picturesAsked().filter(({ order }) => order > silence);
    expect(after).toHaveLength(1);
    expect(after[0]?.token).not.toBe(old);
  });

  await test.step('T94 an erase in the middle of a download leaves nothing of it, and nothing else', async () => {
    await roomList(page).open('Lighthouse');
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    network.on({ path: /\/media\/download\// }, async (_passing, forward) => (await held, forward()));
    await sendFile(bob, room, { msgtype: 'm.audio', name: 'long.wav', bytes: wav(120), info: {}, encrypted: true });
    const asked = picturesAsked().length;
    await timeline(page).region.getByRole('group', { name: 'long.wav' }).getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => picturesAsked().length).toBe(asked + 1);
    await homeserver.deleteDevice(alice.userId, deviceId);
    await app.waitForPhase('erased');
    goOn();
    await expect.poll(() => (existsSync(join(app.profile, 'accounts')) ? readdirSync(join(app.profile, 'accounts')) : [])).toEqual([]);
    expect(await page.locator('.media').count()).toBe(0);
  });
});

test('T23 T38 T92 T93 hostile files: each shows nothing, says why, and harms nothing around it', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  const { page } = app;
  const small: Record<string, unknown> = { w: 100, h: 100, mimetype: 'image/png' };
  const said = (text: string): Locator => timeline(page).region.getByRole('note').filter({ hasText: text });
  const image = (name: string, bytes: Buffer, more: Partial<SentFile> = {}): Promise<string> =>
    sendFile(bob, room, { msgtype: 'm.image', name, bytes, info: small, encrypted: true, ...more });

  await image('altered.png', png(10, 10, [1, 2, 3]), { tamper: (bytes) => void (bytes[bytes.length - 1]! ^= 1) });
  await expect(said('this is not the file that was sent')).toHaveCount(1);
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="owned"</script></svg>';
  await image('drawing.png', Buffer.from(script));
  await expect(said('of a kind that could do harm')).toHaveCount(1);
  await image('page.png', Buffer.from(`<!doctype html><script>1</script>`), { info: { ...small, mimetype: 'image/svg+xml' } });
  await expect(said('of a kind that could do harm')).toHaveCount(2);
  await image('huge.png', png(4, 4, [9, 9, 9], { width: 40_000, height: 40_000 }));
  await expect(said('it is too large')).toHaveCount(1);

  const before = network.mark();
  const tricks = ['mxc://hs/../../v3/logout', 'mxc://hs/a%2F..%2Fb', 'mxc://hs', 'https://elsewhere.test/x.png', 7, null];
  for (const [index, url] of tricks.entries())
    await image(`trick ${index}.png`, png(1, 1, [0, 0, 0]), { encrypted: false, change: (content) => void (content.url = url) });
  await image('enormous.png', png(1, 1, [0, 0, 0]), { info: { ...small, size: 1_000_000_000 } });
  await sendFile(bob, room, { msgtype: 'm.image', name: 'odd.png', bytes: png(1, 1, [0, 0, 0]), info: { w: '9', h: -1, size: NaN } });
  await bob.send(room, 'and after all that');
  await expect(timeline(page).message('and after all that')).toBeVisible();
  for (const name of ['trick 0.png', 'trick 5.png', 'enormous.png']) await expect(timeline(page).region.getByTitle(name)).toBeVisible();
  await expect(timeline(page).region.getByTitle('enormous.png')).toContainText('1.0 GB');
  await expect(picture(page, 'odd.png')).toBeVisible();
  const isMedia = (path: string): boolean => path.includes('/client/v1/media/');
  const earlier = new Set(network.requests(({ order, path }) => order <= before && isMedia(path)).map(({ path }) => path));
  // What could not be shown is asked for again when its message comes back on screen.
  const asked = network
    .requests(({ order, path }) => order > before && isMedia(path))
    .map(({ path }) => path)
    .filter((path) => !earlier.has(path));
  expect(asked.filter((path) => path.includes('..') || path.includes('%2F') || path.includes('logout'))).toEqual([]);
  expect(asked.length, 'only the odd one is a picture that may be fetched').toBeLessThanOrEqual(2);
  expect(await page.title()).not.toBe('owned');
});
