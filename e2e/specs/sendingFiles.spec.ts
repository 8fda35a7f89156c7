import { randomBytes } from 'node:crypto';
import { hold } from '../faults/effects.ts';
import { attachments } from '../pages/attachments.ts';
import { composer } from '../pages/composer.ts';
import { roomList } from '../pages/roomList.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { timeline } from '../pages/timeline.ts';
import { bytesOf, cameraNote, filesOf, openFile, photoWithPlace, waitForFile } from '../scenes/files.ts';
import { joinByApi } from '../scenes/joinByApi.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { filesBelow, searchTree } from '../search/searchTree.ts';
import { expect, test } from '../fixtures/test.ts';

const UPLOAD = { method: 'POST', path: /\/media\/v3\/upload$/ };
const secretText = 'the heron nests in the third chimney 8841';
const textFile = (name: string, text = secretText) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text.repeat(3_000)) });

const bodies = (events: readonly { readonly content: any }[]): readonly string[] => events.map(({ content }) => content.body);

test('files picked, pasted and dropped arrive byte by byte, encrypted and plain, in order, and photos without their place', async ({
  homeserver,
  people,
  launch,
}) => {
  const { app, alice, bob, room } = await signedInLife({ homeserver, people, launch });
  const { pick, paste, drop, file, tray } = attachments(app.page);
  const photo = await photoWithPlace(app.page);
  const notes = textFile('notes.txt');

  await pick({ name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: photo }, notes);
  await expect(file('harbour.jpg')).toContainText('1200 × 900');
  await expect(file('harbour.jpg')).toContainText('Without place and camera data');
  await app.page.getByRole('button', { name: 'Move notes.txt earlier' }).click();
  await composer(app.page).send('Both from the *harbour*');
  await expect(tray).toHaveCount(0);
  const picture = await waitForFile(bob, room, 'harbour.jpg');
  const text = await waitForFile(bob, room, 'notes.txt');
  expect(filesOf(bob, room).map(({ content }) => content.filename)).toEqual(['notes.txt', 'harbour.jpg']);
  expect(text).toMatchObject({ encrypted: true, content: { msgtype: 'm.file', body: 'notes.txt', info: { mimetype: 'text/plain' } } });
  expect(text.content.url, 'no address outside of what is encrypted').toBeUndefined();
  const openedText = await openFile(bob, text.content.file);
  expect(openedText.opened.equals(notes.buffer)).toBe(true);
  expect(openedText.onServer.includes(secretText)).toBe(false);
  expect(picture.content).toMatchObject({
    msgtype: 'm.image',
    body: 'Both from the *harbour*',
    formatted_body: 'Both from the <em>harbour</em>',
    info: { mimetype: 'image/jpeg', w: 1200, h: 900, thumbnail_info: { w: 800, h: 600, mimetype: 'image/jpeg' } },
  });
  expect(picture.content.info['xyz.amorgan.blurhash']).toMatch(/^[\w#$%*+,\-.:;=?@[\]^{|}~]{28}$/);
  const { opened: openedPicture } = await openFile(bob, picture.content.file);
  expect([photo.includes(cameraNote), openedPicture.includes(cameraNote), openedPicture.length]).toEqual([
    true,
    false,
    picture.content.info.size,
  ]);
  const { opened: small } = await openFile(bob, picture.content.info.thumbnail_file);
  expect(small.subarray(0, 2).toString('hex')).toBe('ffd8');
  expect(JSON.stringify(picture.content), 'what is ours alone is not sent').not.toContain('chat.latchkey');

  // Asked for, the very file goes.
  await paste({ name: 'original.jpg', mimeType: 'image/jpeg', buffer: photo });
  await file('original.jpg').getByRole('combobox', { name: 'Send as' }).selectOption('Original file');
  await expect(file('original.jpg')).toContainText('With all that the camera wrote');
  await app.page.getByRole('button', { name: 'Send', exact: true }).click();
  const original = await waitForFile(bob, room, 'original.jpg');
  expect((await openFile(bob, original.content.file)).opened.equals(photo)).toBe(true);

  const plain = await bob.createRoom({ name: 'Pier', invite: [alice.userId] });
  await joinByApi(homeserver, alice, plain);
  await roomList(app.page).open('Pier');
  await expect(app.page.getByRole('heading', { name: 'Pier', level: 1 })).toBeVisible();
  await drop(textFile('list.txt'));
  await drop({ name: 'gone.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await app.page.getByRole('button', { name: 'Remove gone.txt' }).click();
  await composer(app.page).send('The list');
  const list = await waitForFile(bob, plain, 'list.txt');
  expect(list).toMatchObject({ encrypted: false, content: { body: 'The list', msgtype: 'm.file' } });
  expect((await bytesOf(bob, list.content.url)).equals(textFile('').buffer)).toBe(true);
  await expect(timeline(app.page).region.getByText('Sending…')).toHaveCount(0);
});

test('T97 a file waits sealed over a quit, in its place; a soft logout in mid-upload pauses it; it can be called off', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
  const sealed = (): readonly string[] => filesBelow(app.profile).filter((path) => path.includes('/uploads/'));
  const never = { content: secretText, name: 'chimney-plan', caption: 'where the heron nests' };

  await network.goOffline();
  await attachments(app.page).pick(textFile('chimney-plan.txt'));
  await composer(app.page).send(never.caption);
  await composer(app.page).send('Said after it');
  await expect(timeline(app.page).message('Said after it')).toBeVisible();
  await expect(attachments(app.page).tray).toHaveCount(0);
  expect(sealed()).toHaveLength(1);
  expect(searchTree(app.profile, never).hits).toEqual([]);
  await app.restart();
  await expect(timeline(app.page).region.getByText('chimney-plan.txt')).toBeVisible();
  expect(searchTree(app.profile, never).hits).toEqual([]);
  const held = hold();
  const rule = network.on(UPLOAD, held.effect);
  await network.goOnline();
  await network.waitForRequest(UPLOAD);
  await expect(timeline(app.page).region.getByText('Sending…')).toBeVisible();

  // In mid-upload the session ends softly, and goes on.
  await homeserver.expireTokens({ userId: alice.userId, deviceId });
  await bob.send(room, 'Bob wakes the sync');
  const expired = sessionExpiredDialog(app.page);
  await expect(expired.dialog).toBeVisible();
  rule.remove();
  const before = network.mark();
  await expired.signInAgain(alice.password);
  await app.waitForPhase('active');
  await network.waitForRequest(UPLOAD, { after: before, answered: true });
  held.release(async () => 'cut');
  const file = await waitForFile(bob, room, 'chimney-plan.txt');
  await bob.waitForMessage(room, 'Said after it');
  expect((await openFile(bob, file.content.file)).opened.equals(textFile('').buffer)).toBe(true);
  expect(bodies(filesOf(bob, room)), 'once').toEqual([never.caption]);
  const order = bob
    .messages(room)
    .filter(({ sender }) => sender === alice.userId)
    .map(({ body }) => body);
  expect(order).toEqual([never.caption, 'Said after it']);
  await expect.poll(sealed, 'what is sent goes from the disk').toEqual([]);

  // Killed and called off.
  const again = hold();
  network.on(UPLOAD, again.effect);
  await attachments(app.page).pick({ name: 'large.bin', mimeType: 'application/octet-stream', buffer: randomBytes(3_000_000) });
  await app.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(timeline(app.page).region.getByText('Sending…')).toBeVisible();
  await app.kill();
  const killed = network.mark();
  await app.restart();
  await network.waitForRequest(UPLOAD, { after: killed });
  await timeline(app.page).region.getByRole('button', { name: 'Cancel' }).click();
  await expect(timeline(app.page).region.getByText('large.bin')).toHaveCount(0);
  await expect.poll(sealed).toEqual([]);
  await composer(app.page).send('Never mind');
  await bob.waitForMessage(room, 'Never mind');
  expect(filesOf(bob, room)).toHaveLength(1);
});

test('a file that the server does not take: said in words before and after, and it can be thrown away', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const { app, bob, room } = await signedInLife({ homeserver, people, launch });
  const { pick, file, tray } = attachments(app.page);
  const small = { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"m.upload.size":5000}') };
  const rule = network.on({ path: /\/media\/config$/ }, async () => small);
  await pick(textFile('too-large.txt'));
  await expect(file('too-large.txt')).toContainText('Too large: this server takes up to 5.0 kB');
  await composer(app.page).box.press('Enter');
  await expect(tray).toBeVisible();
  await app.page.getByRole('button', { name: 'Remove too-large.txt' }).click();
  await expect(tray).toHaveCount(0);
  rule.remove();

  network.on({ path: /\/media\/config$/ }, async () => ({ ...small, body: Buffer.from('{}') }));
  network.on(UPLOAD, async () => ({ ...small, status: 413, body: Buffer.from('{"errcode":"M_TOO_LARGE","error":"no"}') }));
  await pick(textFile('refused.txt'));
  await app.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(timeline(app.page).region.getByText('Too large for this server.')).toBeVisible();
  await timeline(app.page).region.getByRole('button', { name: 'Discard' }).click();
  await expect(timeline(app.page).region.getByText('refused.txt')).toHaveCount(0);
  await composer(app.page).send('Then not');
  await bob.waitForMessage(room, 'Then not');
  expect(filesOf(bob, room)).toEqual([]);
});

test('T99 a voice message: recorded, listened to, sent as Ogg Opus with its waveform; the microphone opens to nobody else', async ({
  homeserver,
  people,
  launch,
}) => {
  const withTone = () => launch({ args: ['--use-fake-device-for-media-stream'] });
  const { app, bob, room } = await signedInLife({ homeserver, people, launch: withTone });
  const unasked = (media: MediaStreamConstraints): Promise<string> =>
    app.page.evaluate(
      (constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          () => 'open',
          (error: Error) => error.name,
        ),
      media,
    );
  expect(await unasked({ audio: true })).toBe('NotAllowedError');
  const voice = app.page.getByRole('region', { name: 'Voice message' });
  const press = (name: string) => app.page.getByRole('button', { name, exact: true }).click();

  await press('Record a voice message');
  await expect(voice.getByText('Recording 0:00')).toBeVisible();
  expect(await unasked({ audio: true, video: true })).toBe('NotAllowedError');
  await press('Discard recording');
  await expect(voice).toHaveCount(0);

  await press('Record a voice message');
  await expect(voice.getByText('Recording 0:02')).toBeVisible();
  await press('Stop recording');
  await press('Listen');
  await press('Pause');
  await press('Send voice message');
  await expect(voice).toHaveCount(0);
  const { content } = await waitForFile(bob, room, 'Voice message.ogg');
  expect(content).toMatchObject({ msgtype: 'm.audio', info: { mimetype: 'audio/ogg' }, 'org.matrix.msc3245.voice': {} });
  const { duration, waveform } = content['org.matrix.msc1767.audio'];
  expect(duration).toBe(content.info.duration);
  expect(duration).toBeGreaterThan(1_500);
  expect(waveform.length).toBeGreaterThan(20);
  // The fake microphone beeps.
  expect(Math.max(...waveform)).toBeGreaterThan(100);
  const { opened } = await openFile(bob, content.file);
  expect([opened.subarray(0, 4).toString(), opened.subarray(28, 36).toString()]).toEqual(['OggS', 'OpusHead']);
});
