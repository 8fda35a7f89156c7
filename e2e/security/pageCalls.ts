import type { HostBridge } from '../../core/contracts/host.ts';
import type { App } from '../app/launchApp.ts';

declare global {
  interface Window {
    readonly latchkey: HostBridge;
  }
}

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly field?: string };
}
type Call = readonly [slot: unknown, name: string, arg: unknown];

/** The answer to what main will not do. */
export const refused = (field: string) => ({ ok: false, error: { code: 'badArgument', field } });

export const slotOnScreen = (app: App): Promise<string> =>
  app.page.evaluate(
    () => new Promise((resolve) => void window.latchkey.listen('accounts', (value) => resolve((value as { onScreen: string }).onScreen))),
  );

/** As a script in the page would; Playwright's way of running it counts as a click. */
export const byPage = (app: App, [slot, name, arg]: Call): Promise<Answer> =>
  app.page.evaluate((call) => window.latchkey.call(call.slot as string, call.name as 'openLink', call.arg) as Promise<Answer>, {
    slot,
    name,
    arg,
  });

/** The same, where nobody has clicked. */
export const untouched = (app: App, call: Call): Promise<Answer> =>
  app.electron.evaluate(
    ({ webContents }, code) => {
      const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://latchkey/'));
      return page!.executeJavaScript(code) as Promise<Answer>;
    },
    `latchkey.call(${call.map((one) => JSON.stringify(one)).join(', ')})`,
  );

/** What comes over a port to the engine that a script asks for as the page itself does. */
export function engineAnswers(app: App): Promise<unknown> {
  return app.page.evaluate(
    () =>
      new Promise((resolve) => {
        const answers: unknown[] = [];
        window.addEventListener(
          'message',
          ({ ports: [port] }) => {
            if (!port) return;
            port.addEventListener('message', ({ data }: MessageEvent<{ t: string; id: number; error: object }>) => {
              if (data.id < 9_000) return;
              answers.push({ t: data.t, error: data.error });
              if (answers.length === 3) resolve(answers);
            });
            port.start();
            port.postMessage({
              t: 'call',
              id: 9_001,
              name: 'sendMessage',
              arg: { roomId: ['!x'], txnId: 't', body: 'x', formattedBody: null, msgtype: 'm.text' },
            });
            port.postMessage({ t: 'call', id: 9_002, name: 'loadOlder', arg: { roomId: '!x', limit: 1e9 } });
            port.postMessage({ t: 'call', id: 9_003, name: 'constructor', arg: {} });
            for (const odd of [
              null,
              7,
              { t: 'call', id: 'x' },
              { t: 'call', id: 9_004, name: {} },
              { t: 'listen', id: 9_005, name: 'timeline', arg: { roomId: {} } },
            ])
              port.postMessage(odd);
          },
          { once: true },
        );
        window.latchkey.wantEngine();
      }),
  );
}
