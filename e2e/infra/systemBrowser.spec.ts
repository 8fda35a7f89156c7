import { createServer } from 'node:http';
import { freePort } from '../run/freePort.ts';
import { expect, test } from '../fixtures/test.ts';

test('what the app opens outside lands in the browser of the test, also after a restart', async ({ launch, systemBrowser }) => {
  const app = await launch();
  const open = (url: string) => app.electron.evaluate(({ shell }, address) => shell.openExternal(address), url);
  await open('https://example.org/one?a=1&b=%20');
  expect(await systemBrowser.opened()).toBe('https://example.org/one?a=1&b=%20');
  await app.restart({ env: {} });
  await open('https://example.org/two');
  expect(await systemBrowser.opened()).toBe('https://example.org/two');
  expect(systemBrowser.addresses()).toHaveLength(2);
  systemBrowser.breakDown();
  await open('https://example.org/three').catch(() => undefined);
  expect(systemBrowser.addresses()).toHaveLength(2);
});

test('the browser keeps cookies, fills in forms, presses, and says what stands there', async ({ systemBrowser }) => {
  const port = await freePort();
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    seen.push(`${request.method} ${url.pathname}${url.search} ${request.headers.cookie ?? '-'}`);
    const page = (html: string, headers = {}) => response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);
    if (url.pathname === '/start')
      return response.writeHead(302, { location: '/form', 'set-cookie': ['a=1; Path=/', 'b=2; Path=/other'] }).end();
    if (url.pathname === '/form')
      return page('<form action="/sent" method="get"><input name="who" value="x"><button name="go" value="yes">Continue</button></form>');
    if (url.pathname === '/sent')
      return page('<a class="primary-button" href="org.example:/back?x=1&amp;y=2">Continue</a>', { 'set-cookie': 'a=; Path=/; Max-Age=0' });
    return page('<head><title>no</title></head><h1>You &amp; me</h1><script>no()</script> can go  back');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const base = `http://127.0.0.1:${port}`;
  const journey = await systemBrowser.follow(`${base}/start`, { fill: { who: 'alice', unknown: 'z' } });
  expect(journey.handedOver).toBe('org.example:/back?x=1&y=2');
  expect(await systemBrowser.follow(`${base}/end`)).toMatchObject({ text: 'You & me can go back', status: 200, handedOver: null });
  expect(seen).toEqual(['GET /start -', 'GET /form a=1', 'GET /sent?who=alice&go=yes a=1', 'GET /end -']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
