import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { registerSecret } from '../run/secretsUsed.ts';

const run = promisify(execFile);
const LOGIN = '/org/freedesktop/secrets/collection/login';
/** What keytar puts on each entry. The tool puts none, and the service adds it only when it next reads its file again. */
const SCHEMA = ['xdg:schema', 'org.freedesktop.Secret.Generic'];

export interface KeyringItem {
  readonly service: string;
  readonly account: string;
  /** Undefined while the collection is locked. */
  readonly secret: string | undefined;
}

export interface SecretService {
  readonly isThere: () => Promise<boolean>;
  readonly isLocked: () => Promise<boolean>;
  readonly lock: () => Promise<void>;
  readonly deleteCollection: () => Promise<void>;
  /** Everything stored through libsecret's generic schema, which is what keytar uses. */
  readonly items: () => Promise<readonly KeyringItem[]>;
  readonly remove: (service: string, account: string) => Promise<void>;
  /** Puts an entry as keytar would, in place of one with the same names. */
  readonly store: (service: string, account: string, secret: string) => Promise<void>;
}

/** The Secret Service on a bus, through the tools that Debian ships with it. */
export function secretService(env: NodeJS.ProcessEnv): SecretService {
  const call = async (destination: string, path: string, member: string, ...args: string[]): Promise<string> => {
    const options = ['--session', '--print-reply=literal', '--reply-timeout=5000', `--dest=${destination}`];
    const { stdout } = await run('dbus-send', [...options, path, member, ...args], { env });
    return stdout.trim();
  };
  const secrets = (path: string, member: string, ...args: string[]) => call('org.freedesktop.secrets', path, member, ...args);
  return {
    isThere: async () => {
      const answer = await call(
        'org.freedesktop.DBus',
        '/org/freedesktop/DBus',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      );
      return answer.includes('true');
    },
    isLocked: async () => {
      const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked'];
      return (await secrets(LOGIN, 'org.freedesktop.DBus.Properties.Get', ...property)).includes('true');
    },
    lock: async () => {
      await secrets('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', `array:objpath:${LOGIN}`);
    },
    deleteCollection: async () => {
      await secrets(LOGIN, 'org.freedesktop.Secret.Collection.Delete');
    },
    items: async () => {
      const { stdout, stderr } = await searchAll(env);
      // The tool splits one listing over both streams, item by item in the same order.
      const items = joinItems(stdout, stderr);
      for (const { secret } of items) registerKeys(secret);
      return items;
    },
    remove: async (service, account) => {
      await run('secret-tool', ['clear', 'service', service, 'account', account], { env, timeout: 10_000 });
    },
    store: async (service, account, secret) => {
      const attributes = [...SCHEMA, 'service', service, 'account', account];
      const label = `--label=${service}/${account}`;
      const running = run('secret-tool', ['store', label, ...attributes], { env, timeout: 10_000 });
      // By the pipe, not as an argument.
      running.child.stdin?.end(secret);
      await running;
    },
  };
}

/** The tool searches, then reads one entry after the other; where one goes in between it fails, so it looks again. */
async function searchAll(env: NodeJS.ProcessEnv, looks = 5): Promise<{ readonly stdout: string; readonly stderr: string }> {
  try {
    return await run('secret-tool', ['search', '--all', ...SCHEMA], { env, timeout: 10_000 });
  } catch (cause) {
    if (looks > 1 && String(cause).includes('No such secret item')) return searchAll(env, looks - 1);
    throw cause;
  }
}

function joinItems(stdout: string, stderr: string): readonly KeyringItem[] {
  const secrets = splitItems(stdout).map(secretOf);
  const services = attributes(stderr, 'service');
  const accounts = attributes(stderr, 'account');
  return accounts.map((account, index) => ({ service: services[index] ?? '', account, secret: secrets[index] }));
}

const splitItems = (text: string): string[] => text.split(/^\[.*\]$/m).slice(1);

// A secret may span lines; the line after it is always `created = `.
const secretOf = (item: string): string | undefined => /^secret = ([^]*?)\ncreated = /m.exec(item)?.[1];

const attributes = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`^attribute\\.${name} = (.*)$`, 'gm'))].map((match) => match[1] ?? '');

/** The root key in an entry of the app's. */
function registerKeys(secret = ''): void {
  const key = /"rootKey":"([^"]+)"/.exec(secret)?.[1];
  if (key !== undefined) registerSecret(key);
}
