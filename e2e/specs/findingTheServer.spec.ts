import type { App } from '../app/launchApp.ts';
import { answer, redirect } from '../faults/effects.ts';
import type { Effect } from '../faults/exchange.ts';
import { startProxy } from '../faults/startProxy.ts';
import { startSecureOrigin, type SecureOrigin } from '../faults/startSecureOrigin.ts';
import { freePort } from '../run/freePort.ts';
import { signInForm } from '../pages/signInForm.ts';
import { expect, test } from '../fixtures/test.ts';

const LOGIN = { method: 'POST', path: '/login' };
const VERSIONS = { path: '/_matrix/client/versions' };
const FILE = { path: '/.well-known/matrix/client' };
const NO_MATRIX = 'answers, but it is not a Matrix server.';
const UNUSABLE = 'says where its Matrix server is, but in a way that cannot be read.';
const BAD_ADDRESS = 'names an address where no Matrix server answers.';

const file = (json: unknown): Effect => answer({ status: 200, json });
const pointsTo = (baseUrl: unknown): Effect => file({ 'm.homeserver': { base_url: baseUrl } });

/** Types the server, asks to sign in, and waits until the app has given up on it. */
async function fails(app: App, server: string, words: string): Promise<void> {
  const form = signInForm(app.page);
  const failures = (): number => app.logs().split('(signInFailed ').length;
  const before = failures();
  await form.signIn({ homeserver: server, username: 'alice', password: 'a password that must not leave' });
  await expect.poll(failures).toBeGreaterThan(before);
  await expect(app.page.getByRole('alert').filter({ hasText: words }).first(), words).toBeVisible();
  await expect(form.homeserver).toHaveAttribute('aria-invalid', 'true');
}

/** As `fails`, where no server has been found yet: nothing but its name is asked for. `asked`: how often it has heard of us. */
async function findsNone(app: App, server: string, words: string, asked?: () => number): Promise<void> {
  const form = signInForm(app.page);
  await form.homeserver.fill(server);
  const before = asked?.();
  await app.page.getByRole('button', { name: /^(Continue|Try again)$/ }).click();
  if (asked) await expect.poll(asked, words).toBeGreaterThan(before!);
  await expect(app.page.getByText(words).first(), words).toBeVisible();
  await expect(form.homeserver).toHaveAttribute('aria-invalid', 'true');
  await expect(form.password).toHaveCount(0);
}

test('T1 H2 H3 H5 H6 sites whose word cannot be trusted: said in words, no password sent; then a good one is followed', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const account = await people.account();
  const dead = `http://127.0.0.1:${await freePort()}`;
  const notMatrix = await startProxy(homeserver.url);
  notMatrix.on({}, answer({ status: 200, html: '<h1>Welcome</h1>' }));
  const app = await launch();
  await app.waitForPhase('signedOut');
  // The form of a server that was found; what is typed over it is asked for as before.
  await signInForm(app.page).password.waitFor();
  network.on(VERSIONS, answer({ status: 404, html: '<h1>Not found</h1>' }));
  const good = { 'm.homeserver': { base_url: homeserver.url } };
  const cases: readonly (readonly [string, Effect, string])[] = [
    ['no file', answer({ status: 404, html: '' }), NO_MATRIX],
    ['a file that fails', answer({ status: 500, json: good }), UNUSABLE],
    ['an empty file', answer({ status: 200, text: '' }), UNUSABLE],
    ['a page', answer({ status: 200, html: '<h1>Hello</h1>' }), UNUSABLE],
    ['nothing in it', file({}), UNUSABLE],
    ['no address', file({ 'm.homeserver': {} }), UNUSABLE],
    ['a number', pointsTo(8008), UNUSABLE],
    ['an identity server without address', file({ ...good, 'm.identity_server': {} }), UNUSABLE],
    ['not an address', pointsTo('not an address'), BAD_ADDRESS],
    ['another protocol', pointsTo('ftp://127.0.0.1/'), BAD_ADDRESS],
    ['an address in the open', pointsTo('http://example.org'), BAD_ADDRESS],
    ['nobody there', pointsTo(dead), BAD_ADDRESS],
    ['no Matrix there', pointsTo(notMatrix.url), BAD_ADDRESS],
    ['a circle', redirect(network.url), 'sends visitors round in a circle.'],
  ];
  for (const [name, effect, words] of cases) {
    await test.step(name, async () => {
      const rule = network.on(FILE, effect);
      await fails(app, network.url, words);
      rule.remove();
    });
  }
  await fails(app, dead, `There is no server called ${dead}.`);
  await fails(app, notMatrix.url, UNUSABLE);
  await fails(app, 'not a server name', 'That is not a server’s name.');
  await fails(app, 'http://example.org', 'That is not a server’s name.');
  expect([...network.requests(LOGIN), ...notMatrix.requests(LOGIN)]).toEqual([]);
  await notMatrix.stop();

  // Synapse's own file, behind a redirect; its address ends with a slash.
  network.on(FILE, redirect(homeserver.url, 302));
  await signInForm(app.page).signIn({ homeserver: network.url, ...account });
  await app.waitForPhase('active');
  expect(network.requests(LOGIN), 'the file names another address').toEqual([]);
  expect(await homeserver.listDevices(account.userId)).toHaveLength(1);
});

test('T45 H1 H6 a server name is looked up over TLS: its file followed, unknown names and strange certificates refused', async ({
  homeserver,
  people,
  network,
  launch,
}) => {
  const account = await people.account();
  const origin: SecureOrigin = await startSecureOrigin('chat.test', homeserver.url);
  const real = await startSecureOrigin('hs.chat.test', homeserver.url);
  const [resolver = ''] = origin.appArgs({ trusted: false });
  const onlyThem = `${resolver}, MAP hs.chat.test 127.0.0.1:${real.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  origin.on(FILE, pointsTo('https://hs.chat.test/'));

  const app = await launch({ homeserver: undefined, args: [onlyThem] });
  await app.waitForPhase('signedOut');
  await findsNone(app, 'chat.test', BAD_ADDRESS);
  expect(origin.requests(), 'nothing is asked of a server that cannot prove its name').toEqual([]);
  await findsNone(app, 'nowhere.test', 'There is no server called nowhere.test.');
  await app.close();

  const keys = [origin, real].map((one) => one.appArgs({ trusted: true })[1]?.replace(/^[^=]*=/, ''));
  await app.restart({ args: [onlyThem, `--ignore-certificate-errors-spki-list=${keys.join(',')}`] });
  await app.waitForPhase('signedOut');
  const noFile = origin.on(FILE, answer({ status: 404, html: '' }));
  const noVersions = origin.on(VERSIONS, answer({ status: 404, html: '' }));
  const asked = (): number => origin.requests(FILE).length;
  await findsNone(app, 'chat.test', NO_MATRIX, asked);
  expect(origin.requests(VERSIONS).length, 'without a file the name itself is asked').toBeGreaterThan(0);
  noFile.remove();
  noVersions.remove();
  const inTheOpen = origin.on(FILE, redirect('http://example.org'));
  await findsNone(app, 'chat.test', BAD_ADDRESS, asked);
  inTheOpen.remove();

  // S-7: what runs on this computer is not looked at because a site of the internet says so.
  for (const effect of [pointsTo(network.url), redirect(`${network.url}/.well-known/matrix/client`)]) {
    const inward = origin.on(FILE, effect);
    await findsNone(app, 'chat.test', BAD_ADDRESS, asked);
    inward.remove();
  }
  expect(network.requests(), 'nothing was asked of this computer').toEqual([]);

  const form = signInForm(app.page);
  await form.fill({ homeserver: `@${account.username}:chat.test`, ...account });
  await expect(app.page.getByText(`chat.test is a Matrix server, at hs.chat.test`)).toBeVisible();
  await form.submit.click();
  await app.waitForPhase('active');
  expect(real.requests(LOGIN)).toHaveLength(1);
  expect(origin.requests(LOGIN)).toEqual([]);
  expect(real.requests(({ path }) => path.includes('//')).map(({ path }) => path)).toEqual([]);
  await Promise.all([origin.stop(), real.stop()]);
});
