import { join } from 'node:path';
import { timeline } from '../pages/timeline.ts';
import { roomList } from '../pages/roomList.ts';
import { canMount, mountSmallDisk } from '../run/smallDisk.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const long = 'and the tide came in '.repeat(1_500);

// Only root may make a disk of its own; elsewhere the unit tests of the sync data's log speak for this.
if (canMount()) {
  test('K3 the disk is full while reading: it is said, and a start with room reads everything that came meanwhile', async ({
    homeserver, people, launch,
  }) => {
    const disk = mountSmallDisk(160);
    try {
      const { app, bob, room, roomName } = await signedInLife({ homeserver, people, launch: (options) => launch({ ...options, profile: join(disk.folder, 'profile') }) });
      const notice = app.page.getByRole('status').filter({ hasText: 'Your disk is full. Until there is room' });
      let sent = 0;
      disk.fill();
      await expect(async () => {
        sent += 1;
        await bob.send(room, `Part ${sent} ${long}`);
        await expect(notice).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
      expect(await app.phase()).toBe('active');

      disk.makeRoom();
      await app.restart();
      await app.waitForPhase('active');
      await bob.send(room, 'The tide went out');
      await roomList(app.page).open(roomName);
      await expect(timeline(app.page).message('The tide went out')).toBeVisible();
      for (let part = 1; part <= sent; part += 1) await expect(timeline(app.page).region.getByText(new RegExp(`^Part ${part} `))).toBeAttached();
      await app.close();
    } finally {
      disk.unmount();
    }
  });
}
