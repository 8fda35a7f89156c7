import type { Page } from '@playwright/test';
import type { WebPreferences } from 'electron';
import type { App } from '../app/launchApp.ts';
import { expect, test } from '../fixtures/test.ts';
import { signedInLife } from '../scenes/signedInLife.ts';
import { askForAll } from '../security/askFor.ts';
import { breakOut } from '../security/breakOut.ts';
import { startTrap } from '../security/trap.ts';

const ELSEWHERE = 'https://elsewhere.test/';

test('T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T20: page and engine of the running app are asked, one by one', async ({
  homeserver,
  people,
  launch,
}) => {
  test.setTimeout(120_000);
  const { app } = await signedInLife({ homeserver, people, launch });
  const windows = { page: app.page, engine: enginePage(app) };
  const trap = await startTrap();

  await test.step('T2 T3 T4 T6 T8 T9 T10 T11 the preferences that Electron made of them', () => preferences(app));
  for (const [name, window] of Object.entries(windows)) {
    await test.step(`T2 T20 no Node and no Electron in the ${name}`, async () => {
      const names = [
        'require',
        'process',
        'module',
        'exports',
        'global',
        'Buffer',
        '__dirname',
        'electron',
        'ipcRenderer',
        'contextBridge',
      ];
      expect(await window.evaluate((list) => list.filter((one) => one in window), names)).toEqual([]);
      const bridge = await window.evaluate(() => Object.keys((window as unknown as { latchkey?: object }).latchkey ?? {}).sort());
      expect(bridge).toEqual(name === 'page' ? ['call', 'listen', 'wantEngine'] : []);
    });
    await test.step(`T5 the ${name} may do nothing that it would have to ask for`, async () => {
      expect(await window.evaluate(askForAll)).toEqual([]);
    });
    await test.step(`T12 T13 T14 the ${name} stays where it is, alone`, () => staysAlone(app, window));
    // The engine reaches its homeserver by the system's proxy, so TCP cannot be taken from it whole; no stranger's text is drawn there.
    await test.step(`T7 what gets into the ${name} neither runs nor reaches anybody`, async () => {
      const { ended, violated } = await window.evaluate(breakOut, { trap: trap.address, byTcp: name === 'page' });
      const unrefused = Object.entries(ended).filter(
        ([, how]) =>
          !['EvalError', 'refused', 'TypeError', 'SecurityError', 'NetworkError', 'NotSupportedError', 'no answer'].includes(how),
      );
      expect(unrefused).toEqual([]);
      for (const directive of [
        'script-src',
        'script-src-elem',
        'script-src-attr',
        'frame-src',
        'img-src',
        'connect-src',
        'style-src-attr',
        'style-src-elem',
        'font-src',
        'media-src',
        'object-src',
        'worker-src',
      ])
        expect(violated, directive).toContain(directive);
      expect(trap.knocks(), 'nobody outside was spoken to').toEqual([]);
    });
  }
  await test.step('the trap hears whoever comes', async () => {
    await fetch(`http://${trap.address}/x`);
    expect(trap.knocks()).toContain('GET /x HTTP/1.1');
  });
  await trap.close();
  expect(await app.phase()).toBe('active');
});

const enginePage = (app: App): Page => {
  const found = app.electron.windows().find((window) => window.url().startsWith('app://engine/'));
  if (!found) throw new Error('the app has no engine');
  return found;
};

async function preferences(app: App): Promise<void> {
  const all = await app.electron.evaluate(({ webContents }) => {
    // Electron's types leave it out.
    const made = (contents: object): WebPreferences =>
      (contents as { getLastWebPreferences: () => WebPreferences }).getLastWebPreferences();
    return webContents.getAllWebContents().map((contents) => ({ url: contents.getURL(), ...made(contents) }));
  });
  expect(all.map(({ url }) => new URL(url).host).sort()).toEqual(['engine', 'latchkey']);
  for (const one of all) {
    expect(one, one.url).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
    expect(one.nodeIntegrationInWorker ?? false).toBe(false);
    expect(one.nodeIntegrationInSubFrames ?? false).toBe(false);
    expect(one.webSecurity ?? true).toBe(true);
    expect(one.allowRunningInsecureContent ?? false).toBe(false);
    expect(one.experimentalFeatures ?? false).toBe(false);
    expect(one.enableBlinkFeatures ?? '').toBe('');
    expect(one.navigateOnDragDrop ?? false).toBe(false);
  }
}

async function staysAlone(app: App, place: Page): Promise<void> {
  const url = place.url();
  const count = (): Promise<number> => app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
  const refusals = (): number => app.logs().split(/a (?:navigation|new window|webview)[\w ]* was refused/).length - 1;
  const before = refusals();
  const opened = await place.evaluate(
    (list) => list.map((one) => window.open(one) !== null),
    [ELSEWHERE, 'about:blank', 'app://latchkey/index.html', 'file:///etc/passwd'],
  );
  expect(opened).toEqual([false, false, false, false]);
  for (const target of [ELSEWHERE, 'app://latchkey/other.html', 'app://engine/other.html', 'file:///etc/passwd', 'data:text/html,x']) {
    await place.evaluate((to) => {
      for (const frame of ['_self', '_blank', '_top']) {
        const link = Object.assign(document.createElement('a'), { href: to, target: frame });
        document.body.append(link);
        link.click();
        link.remove();
      }
      const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
      document.body.append(form);
      form.submit();
      form.remove();
      location.href = to;
    }, target);
  }
  await place.evaluate(() => {
    const view = Object.assign(document.createElement('webview'), { src: 'https://elsewhere.test/' });
    document.body.append(view);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const has = 'latchkey' in (frame.contentWindow ?? {});
    view.remove();
    frame.remove();
    if (has) throw new Error('a frame inside got the bridge');
  });
  await expect.poll(refusals).toBeGreaterThan(before + 4);
  expect(place.url()).toBe(url);
  expect(await count()).toBe(2);
  expect(await place.evaluate(() => document.readyState)).toBe('complete');
}
