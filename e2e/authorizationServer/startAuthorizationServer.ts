import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestOk } from '../homeserver/requestJson.ts';
import { freePort } from '../run/freePort.ts';
import { startGuarded, type GuardedProcess } from '../run/guardedProcess.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { waitUntil } from '../run/waitUntil.ts';
import { serverControls, type ServerControls } from './serverControls.ts';
import type { ServerConfig } from './wire.ts';

export interface AuthorizationServer extends ServerControls {
  /** The issuer; with a slash at its end, as MAS's. */
  readonly issuer: string;
  /** What Synapse and this server show each other. */
  readonly secret: string;
  readonly logFile: string;
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/**
 * An OAuth 2.0 server of our own in a process of its own, on loopback. It stands in for the Matrix Authentication
 * Service (`startHomeserver({ delegated })`), or is the provider of Synapse's own single sign-on (`{ sso: { by } }`).
 */
export async function startAuthorizationServer(): Promise<AuthorizationServer> {
  const port = await freePort();
  const config: ServerConfig = { port, secret: newSecret(), controlSecret: newSecret() };
  const logFile = join(newLogFolder('authorizationServer'), 'output.log');
  const issuer = `http://127.0.0.1:${port}/`;
  const server = await startGuarded({
    kind: 'authorization server',
    command: process.execPath,
    args: ['--import', 'tsx', join(import.meta.dirname, 'server', 'main.ts')],
    env: { PATH: process.env.PATH, LATCHKEY_E2E_RUN: process.env.LATCHKEY_E2E_RUN },
    logFile,
    stdin: JSON.stringify(config),
  });
  const call = (action: string, body: unknown) =>
    requestOk({
      method: 'POST',
      url: `${issuer}_control/${action}`,
      body,
      headers: { 'x-test-secret': config.controlSecret },
    });
  await waitUntil('the authorisation server to answer', () => answers(server, issuer, logFile), {
    timeoutMs: 30_000,
    everyMs: 40,
  });
  return {
    ...serverControls(issuer, call),
    issuer,
    secret: config.secret,
    logFile,
    pid: () => (server.isRunning() ? server.pid : undefined),
    stop: () => server.stop(),
  };
}

const newSecret = (): string => registerSecret(randomBytes(18).toString('base64url'));

async function answers(server: GuardedProcess, issuer: string, logFile: string): Promise<boolean> {
  if (!server.isRunning()) throw new Error(`the authorisation server ended at start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
  // A path that nothing serves: requests are counted by the endpoint.
  return fetch(`${issuer}_control/`).then(
    () => true,
    () => false,
  );
}
