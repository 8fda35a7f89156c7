import type { RecordedRequest } from '../faults/exchange.ts';
import { answer, cut, hardLogout, matrixError, redirect, softLogout, stripRequestHeaders } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { startProxy } from '../faults/startProxy.ts';
import { composer } from '../pages/composer.ts';
import { sessionExpiredDialog } from '../pages/sessionExpiredDialog.ts';
import { signedOutPage } from '../pages/signedOutPage.ts';
import { suspendedNotice } from '../pages/suspendedNotice.ts';
import { timeline } from '../pages/timeline.ts';
import { authedSince, lines } from '../scenes/authedRequests.ts';
import { phaseDiary } from '../scenes/phaseDiary.ts';
import { signedInLife, type Life } from '../scenes/signedInLife.ts';
import { expect, test } from '../fixtures/test.ts';

const SEND = { method: 'PUT', path: /\/send\/m\.room\.encrypted\// };
const WHOAMI = { method: 'GET', path: '/account/whoami' };
const lockedBy = (whom: string): Effect => matrixError(401, 'M_USER_LOCKED', { soft_logout: true, error: whom });
const carriesToken = ({ token }: RecordedRequest): boolean => token !== undefined;

/** Everything that the app keeps is as it was, and the session lives: a message goes each way. */
async function expectUnharmed({ app, bob, room }: Life, what: string): Promise<void> {
  expect(await app.phase(), what).toBe('active');
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  await expect(signedOutPage(app.page).dialog).toHaveCount(0);
  await bob.send(room, `After ${what}`);
  await expect(timeline(app.page).message(`After ${what}`), what).toBeVisible({ timeout: 20_000 });
}

const portal: Effect = answer({ status: 401, html: '<h1>Sign in</h1>', headers: { 'www-authenticate': 'Basic realm="x"' }, cors: false });

const hostile: Readonly<Record<string, readonly (readonly [string, Effect])[]>> = {
  'A5 a 401 that is no word of the homeserver’s': [
    ['HTTP basic authentication', portal],
    ['a captive portal that lets the page read it', answer({ status: 401, html: '<h1>Sign in</h1>' })],
    ['an empty 401', answer({ status: 401 })],
    ['another error code', matrixError(401, 'M_UNAUTHORIZED', { soft_logout: true })],
    ['a proxy’s own JSON', answer({ status: 401, json: { message: 'token expired', soft_logout: false } })],
  ],
  'A6 a proxy that takes the token away': [['M_MISSING_TOKEN', stripRequestHeaders('Authorization')]],
  'A14 a server or a network that fails': [
    ['HTML 502', answer({ status: 502, html: '<h1>Bad gateway</h1>' })],
    ['introspection down', matrixError(503, 'M_UNKNOWN')],
    ['504', answer({ status: 504, text: 'timeout' })],
    ['408', answer({ status: 408, text: '' })],
    ['429', matrixError(429, 'M_LIMIT_EXCEEDED', { retry_after_ms: 300 })],
    ['500 that says soft_logout', matrixError(500, 'M_UNKNOWN_TOKEN', { soft_logout: false })],
    ['a cut connection', cut()],
  ],
  'A15 a 403 that is about something else': [
    ['resource limit', matrixError(403, 'M_RESOURCE_LIMIT_EXCEEDED', { admin_contact: 'mailto:admin@example.org' })],
    ['consent', matrixError(403, 'M_CONSENT_NOT_GIVEN', { consent_uri: 'https://example.org/terms' })],
    ['expired account', matrixError(403, 'ORG_MATRIX_EXPIRED_ACCOUNT')],
    ['user limit', matrixError(403, 'M_USER_LIMIT_EXCEEDED', { info_uri: 'https://example.org' })],
    ['unknown token, but 403', matrixError(403, 'M_UNKNOWN_TOKEN', { soft_logout: false })],
  ],
  'A17 an endpoint that is not there': [['M_UNRECOGNIZED', matrixError(404, 'M_UNRECOGNIZED')]],
};

for (const [title, faults] of Object.entries(hostile)) {
  test(`A18 ${title} signs nobody out`, async ({ homeserver, network, people, launch }) => {
    const life = await signedInLife({ homeserver, people, launch });
    for (const [what, effect] of faults) {
      const before = network.mark();
      const rule = network.on({ when: carriesToken }, effect);
      // Wakes the poll that is open, so that the next one runs into the fault.
      await life.bob.send(life.room, `Before ${what}`);
      await expect.poll(() => rule.hits(), what).toBeGreaterThan(1);
      await composer(life.app.page).draft(`Typing during ${what}`);
      expect(lines(authedSince(network, before)), 'no doubt about the session').not.toContain('GET /v3/account/whoami');
      rule.remove();
      await expectUnharmed(life, what);
      await expect(composer(life.app.page).box).toHaveValue(`Typing during ${what}`);
    }
    // A18, over everything that the app has sent.
    const sent = network.requests();
    expect(sent.filter(({ path, query }) => /access_token|syt_/.test(`${path}?${query}`))).toEqual([]);
    expect(sent.filter(({ token }) => token !== undefined).every(({ headerNames }) => headerNames.includes('authorization'))).toBe(true);
  });
}

const doubtful = {
  'A3 soft_logout missing': {},
  'A4 soft_logout as a text': { soft_logout: 'true' },
  'A4 soft_logout as a number': { soft_logout: 1 },
  'A4 soft_logout null': { soft_logout: null },
};

test('T21 A3 A4 E9 a 401 that a second question does not confirm destroys nothing, whatever stands in soft_logout', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  for (const [what, body] of Object.entries(doubtful)) {
    const before = network.mark();
    const rule = network.on({ path: '/sync', when: carriesToken }, matrixError(401, 'M_UNKNOWN_TOKEN', body), { times: 1 });
    await life.bob.send(life.room, `Before ${what}`);
    await expect.poll(() => rule.hits(), what).toBe(1);
    await network.waitForRequest(WHOAMI, { after: before, answered: true });
    await life.app.waitForPhase('active');
    await expectUnharmed(life, what);
    expect(network.requests(({ order, path }) => order > before && path.endsWith('/whoami'))).toHaveLength(1);
  }
  expect(await homeserver.listDevices(life.alice.userId)).toEqual([life.deviceId]);
});

for (const [what, body] of Object.entries(doubtful).slice(0, 2)) {
  test(`${what.slice(0, 2)} E5 E9 ${what.slice(3)}, and said a second time: asked once more, destroyed, no logout sent, no loop`, async ({
    homeserver,
    network,
    people,
    launch,
  }) => {
    const { app, bob, room } = await signedInLife({ homeserver, people, launch });
    const before = network.mark();
    network.on({ when: carriesToken }, matrixError(401, 'M_UNKNOWN_TOKEN', body));
    await bob.send(room, 'Knock');
    await app.waitForPhase('erased');
    await expect(signedOutPage(app.page).dialog).toContainText('Your server ended this session');
    const after = lines(authedSince(network, before));
    expect(after.filter((line) => line.endsWith('/account/whoami'))).toHaveLength(1);
    expect(after.filter((line) => line.includes('/logout'))).toEqual([]);
    const quiet = network.mark();
    await signedOutPage(app.page).signIn.click();
    await app.waitForPhase('signedOut');
    expect(lines(authedSince(network, quiet))).toEqual([]);
  });
}

test('E9 A14 a hard 401 while nobody confirms it: the app waits, keeps everything, and goes on when it hears that all is well', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  // Main's own questions are not judged, and one of them may be on its way.
  const rule = network.on({ path: '/sync', when: carriesToken }, hardLogout(), { times: 1 });
  const mute = network.on(WHOAMI, answer({ status: 502, html: '<h1>Bad gateway</h1>' }));
  await life.bob.send(life.room, 'Knock');
  await expect.poll(() => rule.hits()).toBe(1);
  await expect.poll(() => mute.hits()).toBeGreaterThan(1);
  expect(await life.app.phase()).toBe('checking');
  await expect(life.app.page.getByText('Your server cannot say whether you are still signed in')).toBeVisible();
  await expect(timeline(life.app.page).message('The lamp is lit')).toBeVisible();
  mute.remove();
  await life.app.waitForPhase('active');
  await expectUnharmed(life, 'a false alarm');
});

test('A7 A9 what the server refuses is a message not sent, and no logout', async ({ homeserver, network, people, launch }) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, bob, room, alice } = life;
  const refusing = network.on(SEND, matrixError(403, 'M_FORBIDDEN'));
  await composer(app.page).send('Refused at first');
  await expect(app.page.getByText('Not sent')).toBeVisible();
  refusing.remove();
  await app.page.getByRole('button', { name: 'Retry' }).click();
  await bob.waitForMessage(room, 'Refused at first');
  await expect(app.page.getByText('Not sent')).toBeHidden();

  await homeserver.suspend(alice.userId);
  await composer(app.page).send('While suspended');
  await expect(suspendedNotice(app.page).notice).toBeVisible();
  await expectUnharmed(life, 'being suspended');
  await homeserver.suspend(alice.userId, false);
  await bob.waitForMessage(room, 'While suspended', { timeoutMs: 20_000 });
});

test('A14 a welcome page with status 200 is no answer of the server’s: the room keys go out again, and the other side can read', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, bob, room } = life;
  const welcome = answer({ status: 200, html: '<h1>Welcome to our hotel</h1>' });
  const hotel = network.on({ method: 'PUT', path: /\/sendToDevice\// }, (passing, forward) =>
    hotel.hits() > 1 ? forward() : welcome(passing, forward),
  );
  await composer(app.page).send('Under lock and key');
  await bob.waitForMessage(room, 'Under lock and key', { timeoutMs: 30_000 });
  expect(hotel.hits(), 'the keys went out twice').toBeGreaterThan(1);

  // JSON of somebody else's, about keys: "no one-time key" would be believed, and Carol could never read what follows.
  const carol = await people.person('carol');
  const portal = answer({ status: 200, json: { portal: 1 } });
  const between = ['/keys/query', '/keys/claim'].map((path) => network.on({ method: 'POST', path }, portal, { times: 1 }));
  await bob.invite(room, carol.userId);
  await carol.join(room);
  await bob.waitForMember(room, carol.userId);
  await expect(app.page.getByRole('button', { name: 'Members' })).toHaveText('3');
  await composer(app.page).send('For Carol, too');
  await carol.waitForMessage(room, 'For Carol, too', { timeoutMs: 30_000 });
  expect(between.map((rule) => rule.hits())).toEqual([1, 1]);
  await expectUnharmed(life, 'a welcome page');
});

// L-13: GHSA-95fh lets a federated server put its own words into the answer to one request.
test('A8 A1 one answer that says locked, or ended softly, while whoami says 200: nobody is locked out, no dialog comes', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, bob, room } = life;
  const diary = await phaseDiary(app.page);
  const relayed = [
    ['a lock in the answer to a sync', { path: '/sync', when: carriesToken }, lockedBy('Ask the harbour master')],
    ['a soft end in the answer to a sync', { path: '/sync', when: carriesToken }, softLogout()],
    ['a lock in the answer to a message', SEND, lockedBy('Ask the harbour master')],
    ['a soft end in the answer to a message', SEND, softLogout()],
  ] as const;
  for (const [what, where, effect] of relayed) {
    const before = network.mark();
    const rule = network.on(where, effect, { times: 1 });
    await (where === SEND ? composer(app.page).send(`Sent before ${what}`) : bob.send(room, `Before ${what}`));
    await expect.poll(() => rule.hits(), what).toBe(1);
    await network.waitForRequest(WHOAMI, { after: before, answered: true });
    await app.waitForPhase('active');
    await expectUnharmed(life, what);
    if (where === SEND) await bob.waitForMessage(room, `Sent before ${what}`, { timeoutMs: 20_000 });
    expect(
      network.requests(({ order, path }) => order > before && path.endsWith('/whoami')),
      `${what}: asked once`,
    ).toHaveLength(1);
  }
  expect(await diary.dialogs()).toEqual([]);
  expect([...new Set(await diary.phases())].toSorted()).toEqual(['active', 'checking']);
});

test('A8 a locked account is not asked for its password', async ({ homeserver, network, people, launch }) => {
  const life = await signedInLife({ homeserver, people, launch });
  const locked = network.on({ when: carriesToken }, lockedBy('Ask the harbour master'));
  await life.bob.send(life.room, 'Knock');
  await life.app.waitForPhase('locked');
  await expect(life.app.page.getByText('Your account is locked')).toBeVisible();
  await expect(life.app.page.getByText('Ask the harbour master')).toBeVisible();
  await expect(life.app.page.getByRole('textbox')).toHaveCount(0);
  await expect(life.app.page.getByText('The lamp is lit')).toHaveCount(0);
  locked.remove();
  await life.app.page.getByRole('button', { name: 'Check now' }).click();
  await life.app.waitForPhase('active');
  await expectUnharmed(life, 'being locked');
});

test('T22 A13 a hard 401 from another origin, to which the homeserver redirects, is nobody’s logout', async ({
  homeserver,
  network,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const other = await startProxy(homeserver.url);
  other.on({}, hardLogout());
  const before = network.mark();
  const rule = network.on({ when: (request) => carriesToken(request) && !request.path.endsWith('/whoami') }, redirect(other.url));
  await life.bob.send(life.room, 'Knock');
  await expect.poll(() => rule.hits()).toBeGreaterThan(1);
  expect(other.requests(carriesToken), 'no token for another origin').toEqual([]);
  rule.remove();
  await expectUnharmed(life, 'a redirect');
  expect(lines(authedSince(network, before))).not.toContain('GET /v3/account/whoami');
  await other.stop();
});

test('A19 a start without the server: what was read can be read, nobody is asked for anything, and it goes on when the server is back', async ({
  homeserver,
  people,
  launch,
}) => {
  const life = await signedInLife({ homeserver, people, launch });
  const { app, bob, room } = life;
  await app.close();
  await homeserver.stop();
  await app.restart();
  await app.waitForPhase('active');
  await expect(timeline(app.page).message('The lamp is lit')).toBeVisible();
  await composer(app.page).send('Written on an island');
  await expect(timeline(app.page).message('Written on an island')).toBeVisible();
  await expect(sessionExpiredDialog(app.page).dialog).toHaveCount(0);
  expect(await app.phase()).toBe('active');
  await homeserver.start();
  await bob.waitForMessage(room, 'Written on an island', { timeoutMs: 30_000 });
  await expectUnharmed(life, 'the island');
});
