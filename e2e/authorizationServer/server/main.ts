// The process of the suite's own authorisation server; its configuration comes by standard input.
import './urlParse.ts';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ServerConfig } from '../wire.ts';
import { accountPages } from './accountPages.ts';
import { afterwork } from './afterwork.ts';
import { configuration } from './configuration.ts';
import { controlRoutes, controls } from './controls.ts';
import { homeserverLink } from './homeserverLink.ts';
import { introspection } from './introspection.ts';
import { memory } from './memory.ts';
import { signInPages } from './signInPages.ts';
import { newState } from './state.ts';
import { traffic } from './traffic.ts';

const { port, secret, controlSecret } = JSON.parse(await text(process.stdin)) as ServerConfig;
const issuer = `http://127.0.0.1:${port}/`;
const { default: Provider } = await import('oidc-provider');

const state = newState();
const records = memory(() => state.settings.refreshTokens);
const link = homeserverLink(state, records, secret);
const provider = new Provider(issuer, configuration(issuer, state, records));
// The default prints the error's whole context, which may hold secrets.
provider.silent = true;
provider.on('server_error', (_, error: Error) => console.error(`server_error ${error.stack}`));
// Koa's own event, which the types of oidc-provider do not know.
(provider as NodeJS.EventEmitter).on('error', (error: Error) => console.error(`error ${error.stack}`));

provider.use(controlRoutes(controls(state, records, link), controlSecret));
provider.use(traffic(state));
provider.use(afterwork(state, link));
provider.use(introspection(provider, state, records, secret));
provider.use(signInPages(provider, state));
provider.use(accountPages(state, records, link));

const server = createServer(provider.callback());
server.listen(port, '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
