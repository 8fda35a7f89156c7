import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AuthorizationServer } from '../authorizationServer/startAuthorizationServer.ts';
import { freePort } from '../run/freePort.ts';
import { newLogFolder } from '../run/logsDirectory.ts';
import { makeRunSubdirectory } from '../run/runDirectory.ts';
import { registerSecret } from '../run/secretsUsed.ts';
import type { SignedIn, SignInOptions } from '../people/signIn.ts';
import { adminApi, type AdminApi } from './adminApi.ts';
import type { HomeserverOptions } from './homeserverOptions.ts';
import { registerUser } from './registerUser.ts';
import { signInConfig } from './signInConfig.ts';
import { writeSynapseConfig, type SynapsePaths } from './synapseConfig.ts';
import { synapseProcess, type SynapseProcess } from './synapseProcess.ts';
import { testControl, type TestControl } from './testControl.ts';

export interface Account {
  readonly userId: string;
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  /** Where Synapse itself has no passwords. */
  readonly signIn?: (options: SignInOptions) => Promise<SignedIn>;
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
  /** The same data and port with other options, such as an authorisation server that there was not before. */
  readonly reconfigure: (options: HomeserverOptions) => Promise<void>;
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
  const server = synapseProcess(paths, url);
  const control = testControl(url, secrets.testControl);
  let current = options;
  let adminToken = '';
  const begin = async (wanted: HomeserverOptions): Promise<void> => {
    current = wanted;
    writeSynapseConfig(paths, port, serverName, secrets, wanted, await signInConfig(url, wanted));
    await server.start();
    await wanted.delegated?.connect({ url, serverName, forgetIntrospections: control.forgetIntrospections });
  };
  const makeAdminToken = async (): Promise<string> =>
    current.delegated?.issueAdminToken('admin') ?? makeAdmin(url, secrets.registration, control);
  await begin(options);
  adminToken = await makeAdminToken();

  return {
    ...adminApi(url, () => adminToken),
    ...control,
    ...server,
    url,
    serverName,
    logFile: paths.log,
    createUser: (user) =>
      current.delegated ? createDelegatedUser(current.delegated, serverName, user) : createUser(url, secrets.registration, user),
    reconfigure: async (wanted) => {
      await server.stop();
      await begin(wanted);
      // Tokens from before mean nothing to an authorisation server.
      if (wanted.delegated) adminToken = await wanted.delegated.issueAdminToken('admin');
    },
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

function localpart({ name = 'user', exactName = false }: CreateUser): string {
  return exactName ? name : `${name}-${randomBytes(4).toString('hex')}`;
}

async function createDelegatedUser(by: AuthorizationServer, serverName: string, options: CreateUser = {}): Promise<Account> {
  const username = localpart(options);
  const displayName = options.displayName ?? options.name ?? 'user';
  await by.provisionUser(username, displayName);
  return {
    userId: `@${username}:${serverName}`,
    username,
    // Nobody asks for it, and no test can mistake it for one that works.
    password: newSecret(),
    displayName,
    signIn: ({ deviceId, deviceName }) =>
      by.issueToken(username, {
        ...(deviceId !== undefined && { deviceId }),
        ...(deviceName !== undefined && { deviceName }),
      }),
  };
}

async function createUser(url: string, sharedSecret: string, options: CreateUser = {}): Promise<Account> {
  const base = options.name ?? 'user';
  const username = localpart(options);
  const password = registerSecret(options.password ?? newSecret());
  const displayName = options.displayName ?? base;
  const { user_id: userId } = await registerUser(url, sharedSecret, { username, password, displayName });
  return { userId, username, password, displayName };
}
