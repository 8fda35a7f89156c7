import { join } from 'node:path';
import { composer } from '../pages/composer.ts';
import { timeline } from '../pages/timeline.ts';
import { roomList } from '../pages/roomList.ts';
import { canMount, mountSmallDisk } from '../run/smallDisk.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const long = 'and the tide came in '.repeat(1_500);

// Only root may make a disk of its own; elsewhere the unit tests of the sync data's log speak for this.
if (canMount()) {
  test('K3 the disk is full while room keys come and something is written: it is said, it goes on by itself once there is room, and a start reads everything', async ({
    homeserver,
    people,
    launch,
  }) => {
    const disk = mountSmallDisk(160);
    try {
      const { app, alice, bob, room, roomName } = await signedInLife({
        homeserver,
        people,
        launch: (options) => launch({ ...options, profile: join(disk.folder, 'profile') }),
      });
      const notice = app.page.getByRole('status').filter({ hasText: 'Your disk is full. Until there is room' });
      let sent = 0;
      disk.fill();
      await expect(async () => {
        sent += 1;
        await bob.send(room, `Part ${sent} ${long}`);
        await expect(notice).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
      expect(await app.phase()).toBe('active');
      // Its key is nowhere yet: what is at stake is not only what the server would say again.
      await bob.client.getCrypto()!.forceDiscardSession(room);
      await bob.send(room, 'Its key came into a full disk');
      await composer(app.page).send('Written on a full disk');
      await expect(timeline(app.page).message('Written on a full disk')).toBeVisible();

      disk.makeRoom();
      await expect(notice).toHaveCount(0, { timeout: 60_000 });
      await expect(timeline(app.page).message('Its key came into a full disk')).toBeVisible({ timeout: 30_000 });
      await bob.waitForMessage(room, 'Written on a full disk', { sender: alice.userId, timeoutMs: 30_000 });
      await app.restart();
      await app.waitForPhase('active');
      await bob.send(room, 'The tide went out');
      await roomList(app.page).open(roomName);
      await expect(timeline(app.page).message('The tide went out')).toBeVisible();
      await expect(timeline(app.page).message('Its key came into a full disk')).toBeVisible();
      expect(
        bob
          .messages(room)
          .filter(({ sender }) => sender === alice.userId)
          .map(({ body }) => body),
      ).toEqual(['Written on a full disk']);
      for (let part = 1; part <= sent; part += 1)
        await expect(timeline(app.page).region.getByText(new RegExp(`^Part ${part} `))).toBeAttached();
      await app.close();
    } finally {
      disk.unmount();
    }
  });
}
