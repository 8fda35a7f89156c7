import WebSocket, { WebSocketServer } from 'ws';

/**
 * Stands between Playwright and the app's DevTools. Playwright has every window keep the body of every answer for it, up to 100 MB: a
 * run that measures memory would measure that. Through here, windows keep none.
 * @param {string} url where the app's DevTools listen
 * @returns {Promise<string>} where Playwright is to connect instead
 */
export async function forgetfulDevTools(url) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (driver) => {
    const app = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
    /** @type {string[]} */
    const early = [];
    app.on('open', () => early.splice(0).forEach((text) => app.send(text)));
    app.on('message', (data) => driver.send(data.toString()));
    driver.on('message', (data) => {
      const text = withoutBodies(data.toString());
      if (app.readyState === WebSocket.OPEN) app.send(text);
      else early.push(text);
    });
    for (const [one, other] of [[app, driver], [driver, app]]) {
      one?.on('close', () => other?.close());
      one?.on('error', () => other?.close());
    }
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `ws://127.0.0.1:${address.port}${new URL(url).pathname}`;
}

/** @param {string} text */
function withoutBodies(text) {
  if (!text.includes('"Network.enable"')) return text;
  const message = JSON.parse(text);
  if (message.method !== 'Network.enable') return text;
  return JSON.stringify({ ...message, params: { ...message.params, maxTotalBufferSize: 0, maxResourceBufferSize: 0 } });
}
