import type { App } from '../app/launchApp.ts';
import { processKind } from '../app/memoryOf.ts';
import { treeOf } from '../app/processTree.ts';
import { expect, test } from '../fixtures/test.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { readProc } from '../run/readProc.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { byPage, engineAnswers, refused, slotOnScreen, untouched } from '../security/pageCalls.ts';
import { clientCertificate, startNosyServer } from '../security/nosyServer.ts';

test('T15 T17 T18 T43 T44 T46 T47 T48: what the page can make the rest of the running app do', async ({
  homeserver,
  people,
  launch,
  systemBrowser,
}) => {
  test.setTimeout(120_000);
  const { app } = await signedInLife({ homeserver, people, launch: () => launch({ env: { TZ: 'UTC' } }) });
  const slot = await slotOnScreen(app);

  await test.step('T15 links: what is no web page is not opened, what is one is opened as it was read', () =>
    links(app, slot, systemBrowser.addresses));
  await test.step('T44 S-4 without a gesture nothing is opened or looked up', () => noGesture(app, slot));
  await test.step('T47 S-8 a call about an account that names none is refused', async () => {
    for (const none of [undefined, null, '', 7, '__proto__', 'no such slot', [slot]])
      expect(await byPage(app, [none, 'ownDevices', {}]), String(none)).toMatchObject(refused('slot'));
    expect(await byPage(app, [slot, 'ownDevices', {}])).toMatchObject({ ok: true });
  });
  await test.step('T46 S-5 names and arguments that are none', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'noSuchCall'])
      expect(await byPage(app, [slot, name, {}])).toMatchObject(refused('name'));
    expect(await byPage(app, [slot, 'renameDevice', { deviceId: { toString: 1 }, name: 'x' }])).toMatchObject(refused('deviceId'));
    expect(await engineAnswers(app)).toEqual([
      { t: 'error', error: { code: 'badArgument', field: 'roomId' } },
      { t: 'error', error: { code: 'badArgument', field: 'limit' } },
      { t: 'error', error: expect.objectContaining({ code: 'internal' }) },
    ]);
  });
  await test.step('T17 only the top frame of the page is answered', () => foreigners(app, slot));
  await test.step('T18 the scheme serves its bundle and nothing beside it', () => scheme(app));
  await test.step('T43 S-6 nobody gets a certificate of this computer', () => certificates(app));
  await test.step('T48 S-10 the store knows nothing of our environment', () => storeKnowsNothing(app));
  expect(await app.phase()).toBe('active');
});

async function links(app: App, slot: string, addresses: () => readonly string[]): Promise<void> {
  const hostile = [
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'smb://host/share',
    'vscode://x',
    'ms-msdt:/id',
    'latchkey://x',
    'app://latchkey/index.html',
    'blob:https://a.test/1',
    'view-source:https://a.test',
    'about:blank',
    'chrome://settings',
    '/etc/passwd',
    '--help',
    'not an address',
    '',
  ];
  for (const url of hostile) expect(await byPage(app, [slot, 'openLink', { url }]), url).toMatchObject(refused('url'));
  expect(await byPage(app, [slot, 'openLink', { url: 'HTTPS://Elsewhere.TEST/a b?c="d"&$(e)' }])).toMatchObject({ ok: true });
  expect(await byPage(app, [slot, 'openLink', { url: 'mailto:bob@elsewhere.test' }])).toMatchObject({ ok: true });
  // Mail goes by another program of the system's.
  await expect.poll(addresses).toEqual(['https://elsewhere.test/a%20b?c=%22d%22&$(e)']);
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, number) => byPage(app, [slot, 'openLink', { url: `https://elsewhere.test/${number}` }])),
  );
  expect(many.filter(({ ok }) => ok).length, 'no faster than people').toBeLessThanOrEqual(3);
  expect(many.at(-1)).toMatchObject({ error: { code: 'rateLimited' } });
}

async function noGesture(app: App, slot: string): Promise<void> {
  const isActive = (): Promise<unknown> =>
    app.electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL().startsWith('app://latchkey/'))!
        .executeJavaScript('navigator.userActivation.isActive'),
    );
  await expect.poll(isActive).toBe(false);
  // A script that says otherwise is not believed.
  await app.electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().startsWith('app://latchkey/'))!
      .executeJavaScript('Object.defineProperty(navigator, "userActivation", { value: { isActive: true } }), 0'),
  );
  expect(await untouched(app, [slot, 'openLink', { url: 'https://elsewhere.test/' }])).toMatchObject(refused('gesture'));
  // Signed in there is no form in which somebody could type a server.
  expect(await byPage(app, [slot, 'lookUpServer', { text: 'secret.elsewhere.test' }])).toMatchObject(refused('slot'));
}

async function foreigners(app: App, slot: string): Promise<void> {
  const code = `latchkey.call(${JSON.stringify(slot)}, 'ownDevices', {}).then(() => 'answered', () => 'refused')`;
  const outcomes = await app.electron.evaluate(async ({ app: electron, BrowserWindow, session, webContents, ipcMain }, script) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://latchkey/'))!;
    const preload = `${electron.getAppPath()}/out/preload.cjs`;
    const own = session.fromPartition('persist:page');
    const results: string[] = [];
    for (const url of ['about:blank', 'app://latchkey/index.html', 'app://engine/index.html', 'data:text/html,x']) {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, session: own, sandbox: true } });
      await window.loadURL(url).catch(() => undefined);
      results.push((await window.webContents.executeJavaScript(script).catch(() => 'no bridge')) as string);
      // The fence is around every window there ever is (T12–T14).
      results.push(
        (await window.webContents.executeJavaScript('window.open("about:blank") === null ? "no window" : "a window"')) as string,
      );
      window.destroy();
    }
    // A frame inside the page has no preload; were it to speak all the same:
    await page.executeJavaScript('document.body.append(Object.assign(document.createElement("iframe"), { id: "inside" })), 0');
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: object, ...args: unknown[]) => unknown> })
      ._invokeHandlers;
    const call = handlers.get('latchkey:call')!;
    const as = (senderFrame: unknown) =>
      Promise.resolve()
        .then(() => call({ sender: page, senderFrame }, '', 'addAccountX', {}))
        .then(
          () => 'answered',
          () => 'refused',
        );
    results.push(await as(page.mainFrame.frames[0]), await as(null), await as(page.mainFrame));
    await page.executeJavaScript('document.getElementById("inside").remove(), 0');
    return results;
  }, code);
  expect(outcomes).toEqual([
    'refused',
    'no window',
    'refused',
    'no window',
    'refused',
    'no window',
    'refused',
    'no window',
    'refused',
    'refused',
    'answered',
  ]);
}

async function scheme(app: App): Promise<void> {
  const answers = await app.electron.evaluate(async ({ session }) => {
    const own = session.fromPartition('persist:page');
    const ask = async (url: string, method = 'GET') => {
      const answer = await own.fetch(url, { method }).catch(() => null);
      return [
        method,
        url,
        answer?.status ?? 0,
        answer?.headers.get('content-security-policy') !== undefined,
        (await answer?.text())?.length ?? 0,
      ] as const;
    };
    const outside = [
      '../main.cjs',
      '..%2fmain.cjs',
      '%2e%2e/main.cjs',
      '%2e%2e%2fmain.cjs',
      '..%5cmain.cjs',
      'assets/../../main.cjs',
      'assets/%2e%2e/%2e%2e/main.cjs',
      '%252e%252e/main.cjs',
      '/etc/passwd',
      '%2fetc%2fpasswd',
      'C:%5cWindows',
      'index.html%00.js',
      '%E0%A4%A',
      '%zz',
      '',
    ];
    return [
      await ask('app://latchkey/index.html'),
      ...(await Promise.all(outside.map((path) => ask(`app://latchkey/${path}`)))),
      ...(await Promise.all(
        ['app://engine/index.html', 'app://other/index.html', 'app://latchkey.evil/index.html'].map((url) => ask(url)),
      )),
      ...(await Promise.all(['POST', 'PUT', 'DELETE'].map((method) => ask('app://latchkey/index.html', method)))),
    ];
  });
  const [good, ...bad] = answers;
  expect(good?.[2]).toBe(200);
  expect(bad.filter(([, , status, , length]) => status === 200 || length > 0)).toEqual([]);
  expect(bad).toHaveLength(21);
}

async function certificates(app: App): Promise<void> {
  const server = await startNosyServer();
  const own = await clientCertificate(makeRunSubdirectory('certificate'), 'Alice Appleseed');
  const visit = () =>
    app.electron.evaluate(async ({ BrowserWindow, session }, url) => {
      // Chromium remembers which certificate a session has shown.
      const fresh = session.fromPartition(`certificate-${Math.random()}`);
      fresh.setCertificateVerifyProc((_request, answer) => answer(0));
      const window = new BrowserWindow({ show: false, webPreferences: { session: fresh, sandbox: true } });
      await window.loadURL(url).catch(() => undefined);
      window.destroy();
    }, server.url);
  expect(
    await app.electron.evaluate(({ app: electron }, file) => new Promise((resolve) => electron.importCertificate(file, resolve)), own),
  ).toBe(0);
  await visit();
  expect(server.names()).toEqual([null]);
  // So that the test is known to be able to fail: this is what Electron does by itself.
  await app.electron.evaluate(({ app: electron }) => {
    const kept = electron.listeners('select-client-certificate');
    electron.removeAllListeners('select-client-certificate');
    (globalThis as { kept?: unknown }).kept = kept;
  });
  await visit();
  expect(server.names()).toEqual([null, 'Alice Appleseed']);
  await server.close();
}

function storeKnowsNothing(app: App): void {
  const store = treeOf(app.mainPid, app.profile).filter((pid) => processKind(readProc(pid, 'cmdline')).includes('NodeService'));
  expect(store).toHaveLength(1);
  const names = readProc(store[0]!, 'environ')
    .split('\0')
    .map((one) => one.split('=')[0])
    .filter((name) => name !== '');
  // Chromium writes a process's title over an environment that is long enough: one that cannot be read proves nothing, so this names all of
  // it.
  expect(names).toEqual(['TZ']);
}
