import { answer, rewriteJson } from '../faults/effects.ts';
import { startProxy } from '../faults/startProxy.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const wellKnown = (url: string) => ({ 'm.homeserver': { base_url: url } });

for (const [what, answers] of [
  ['where the session is known', true],
  ['where nobody knows the session', false],
] as const)
  test(`C23 C1 H7 the answer to the sign-in names another address, ${what}; quitting in the dialog, then signing in again`, async ({
    homeserver,
    people,
    network,
    launch,
  }) => {
    const first = await startProxy(homeserver.url);
    const second = await startProxy(homeserver.url);
    try {
      // The address that people type is that of a site, whose file names the first.
      network.on({ path: '/_matrix/client/versions' }, answer({ status: 404 }));
      network.on({ path: '/.well-known/matrix/client' }, answer({ status: 200, json: wellKnown(first.url) }));
      first.on(
        LOGIN,
        rewriteJson((body) => ({ ...body, well_known: wellKnown(second.url) })),
      );
      if (!answers) second.on({ path: '/account/whoami' }, answer({ status: 200, json: { user_id: '@somebody:else.test' } }));
      const { app, alice, bob, room, deviceId } = await signedInLife({ homeserver, people, launch });
      const [home, other] = answers ? [second, first] : [first, second];
      await home.waitForRequest({ method: 'GET', path: '/sync' }, { answered: true });
      expect(other.requests({ path: '/sync' })).toEqual([]);

      await homeserver.expireTokens({ userId: alice.userId, deviceId });
      await bob.send(room, 'Knock');
      const expired = sessionExpiredDialog(app.page);
      await expect(expired.dialog).toBeVisible();
      // H7: what a well-known file says later changes nothing.
      network.on({ path: '/.well-known/matrix/client' }, answer({ status: 404 }));
      await app.restart();
      await app.waitForPhase('expired');
      const before = home.mark();
      await sessionExpiredDialog(app.page).signInAgain(alice.password);
      await app.waitForPhase('active');
      await home.waitForRequest(LOGIN, { after: before, answered: true });
      await expect(app.page.getByRole('navigation', { name: 'Rooms' })).toContainText('Knock');
      expect(await homeserver.listDevices(alice.userId)).toEqual([deviceId]);
    } finally {
      await first.stop();
      await second.stop();
    }
  });
