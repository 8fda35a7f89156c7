import WebSocket, { WebSocketServer } from 'ws';

/**
 * Stands between Playwright and the app's DevTools. Playwright has every window note every request and its answer for it: a run that
 * measures memory would measure that. Through here, windows note none, and Playwright believes that they do.
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
      const text = data.toString();
      const believed = asIfDone(text);
      if (believed !== null) driver.send(believed);
      else if (app.readyState === WebSocket.OPEN) app.send(text);
      else early.push(text);
    });
    for (const [one, other] of [
      [app, driver],
      [driver, app],
    ]) {
      one?.on('close', () => other?.close());
      one?.on('error', () => other?.close());
    }
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `ws://127.0.0.1:${address.port}${new URL(url).pathname}`;
}

/**
 * @param {string} text what the driver sends
 * @returns {string | null} the answer to a wish that windows do not hear; null: it is passed on
 */
function asIfDone(text) {
  if (!text.includes('"Network.enable"')) return null;
  const { id, method, sessionId } = JSON.parse(text);
  return method === 'Network.enable' ? JSON.stringify({ id, sessionId, result: {} }) : null;
}
