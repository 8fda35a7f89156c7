import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../run/freePort.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import { adminApi, type AdminApi } from './adminApi.ts';
import type { HomeserverOptions } from './homeserverOptions.ts';
import { registerUser } from './registerUser.ts';
import { writeSynapseConfig, type SynapsePaths } from './synapseConfig.ts';
import { synapseProcess, type SynapseProcess } from './synapseProcess.ts';
import { testControl, type TestControl } from './testControl.ts';

export interface Account {
  readonly userId: string;
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
}

export interface Homeserver extends AdminApi, TestControl, Omit<SynapseProcess, 'start'> {
  /** Without a slash at its end. */
  readonly url: string;
  readonly serverName: string;
  readonly logFile: string;
  /** A new user; a name that was given gets a suffix unless `exactName`, so that tests share one server. */
  readonly createUser: (options?: CreateUser) => Promise<Account>;
  /** After `stop` or `kill`: same data, same port. */
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Stops it and deletes its data. */
  readonly dispose: () => Promise<void>;
}

export interface CreateUser {
  readonly name?: string;
  readonly exactName?: boolean;
  readonly displayName?: string;
  readonly password?: string;
}

/** A real Synapse on SQLite in a folder of its own, listening on loopback only. */
export async function startHomeserver(options: HomeserverOptions = {}): Promise<Homeserver> {
  const directory = makeRunSubdirectory('homeserver');
  const logs = newLogFolder('synapse');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serverName = options.serverName ?? `localhost:${port}`;
  const secrets = { registration: newSecret(), testControl: newSecret() };
  const paths: SynapsePaths = {
    directory,
    config: join(directory, 'homeserver.yaml'),
    log: join(logs, 'synapse.log'),
    output: join(logs, 'output.log'),
  };
  writeSynapseConfig(paths, port, serverName, secrets, options);

  const server = synapseProcess(paths, url);
  await server.start();
  const control = testControl(url, secrets.testControl);
  const adminToken = await makeAdmin(url, secrets.registration, control);

  return {
    ...adminApi(url, adminToken),
    ...control,
    ...server,
    url,
    serverName,
    logFile: paths.log,
    createUser: (user) => createUser(url, secrets.registration, user),
    restart: async () => {
      await server.stop();
      await server.start();
    },
    dispose: async () => {
      await server.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const newSecret = (): string => registerSecret(randomBytes(18).toString('base64url'));

async function makeAdmin(url: string, sharedSecret: string, control: TestControl): Promise<string> {
  const user = { username: 'admin', password: newSecret(), admin: true, signIn: true };
  const { access_token: token } = await registerUser(url, sharedSecret, user);
  registerSecret(token);
  // Short lifetimes under test must not end the admin's own session.
  await control.makeTokensImmortal({ token });
  return token;
}

async function createUser(url: string, sharedSecret: string, options: CreateUser = {}): Promise<Account> {
  const base = options.name ?? 'user';
  const username = options.exactName ? base : `${base}-${randomBytes(4).toString('hex')}`;
  const password = registerSecret(options.password ?? newSecret());
  const displayName = options.displayName ?? base;
  const { user_id: userId } = await registerUser(url, sharedSecret, { username, password, displayName });
  return { userId, username, password, displayName };
}
