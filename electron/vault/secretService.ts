import { DbusConnection, DbusError } from './dbus/connection.ts';
import { within } from '../../core/within.ts';

/**
 * What the Secret Service says about an entry, asked over D-Bus before keytar is: libsecret answers "not found" for an entry
 * of a locked collection, may open a prompt that never ends, and hangs for ever on a daemon that does not answer.
 */
export type Look =
  | 'present'
  /** The entry is there but locked, or it is not to be seen and the default collection is locked. */
  | 'locked'
  | 'absent'
  | 'noService'
  | 'timedOut'
  /** A bus that we cannot ask; only keytar can tell. */
  | 'unknown';

export interface SecretLook {
  /** `account` null: only whether something could be written. */
  readonly look: (account: string | null) => Promise<Look>;
  /** Asks the desktop to unlock the default collection. */
  readonly askToUnlock: () => Promise<void>;
}

const service = 'org.freedesktop.secrets';
const root = '/org/freedesktop/secrets';
const serviceFace = 'org.freedesktop.Secret.Service';
const noService = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
  'org.freedesktop.DBus.Error.Spawn.ExecFailed',
  'org.freedesktop.DBus.Error.Spawn.ChildExited',
  'org.freedesktop.DBus.Error.Spawn.ServiceNotFound',
]);

export function secretLook(options: { socket: string | null; vaultService: string; limitMs: number; promptLimitMs: number }): SecretLook {
  const { socket, vaultService, limitMs, promptLimitMs } = options;
  let asking = false;
  return {
    look: async (account) => {
      if (socket === null) return 'unknown';
      return onBus<Look>(limitMs, 'timedOut', socket, (bus) => lookAt(bus, vaultService, account)).catch(lookOfError);
    },
    askToUnlock: async () => {
      if (socket === null || asking) return;
      asking = true;
      await onBus(promptLimitMs, undefined, socket, unlock).catch(() => undefined);
      asking = false;
    },
  };
}

/** Opens the bus, does the work, and closes it however the work ends. */
async function onBus<T>(limitMs: number, late: T, socket: string, work: (bus: DbusConnection) => Promise<T>): Promise<T> {
  let bus: DbusConnection | undefined;
  let isLate = false;
  const run = async (): Promise<T> => {
    bus = await DbusConnection.open(socket);
    if (isLate) {
      bus.close();
      return late;
    }
    return work(bus);
  };
  try {
    return await within(limitMs, run(), () => {
      isLate = true;
      return late;
    });
  } finally {
    bus?.close();
  }
}

function lookOfError(cause: unknown): Look {
  if (cause instanceof DbusError) return noService.has(cause.errorName) ? 'noService' : 'unknown';
  const code = (cause as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTSOCK' ? 'noService' : 'unknown';
}

async function lookAt(bus: DbusConnection, vaultService: string, account: string | null): Promise<Look> {
  if (account !== null) {
    const args = [{ type: 'a{ss}', value: { service: vaultService, account } }] as const;
    const [unlocked, locked] = (await bus.call({ destination: service, path: root, iface: serviceFace, member: 'SearchItems', args })) as [
      string[],
      string[],
    ];
    if (unlocked.length > 0) return 'present';
    if (locked.length > 0) return 'locked';
  }
  const collection = await defaultCollection(bus);
  // Some services hide the entries of a locked collection, so its absence means nothing then.
  return collection !== null && (await isLocked(bus, collection)) ? 'locked' : 'absent';
}

async function defaultCollection(bus: DbusConnection): Promise<string | null> {
  const [path] = await bus.call({
    destination: service,
    path: root,
    iface: serviceFace,
    member: 'ReadAlias',
    args: [{ type: 's', value: 'default' }],
  });
  return typeof path === 'string' && path !== '/' ? path : null;
}

async function isLocked(bus: DbusConnection, collection: string): Promise<boolean> {
  const args = [
    { type: 's', value: 'org.freedesktop.Secret.Collection' },
    { type: 's', value: 'Locked' },
  ] as const;
  const [locked] = await bus.call({
    destination: service,
    path: collection,
    iface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    args,
  });
  return locked === true;
}

/** The prompt lives as long as our connection, so wait until it is completed. */
async function unlock(bus: DbusConnection): Promise<void> {
  const collection = await defaultCollection(bus);
  if (collection === null) return;
  const [, prompt] = await bus.call({
    destination: service,
    path: root,
    iface: serviceFace,
    member: 'Unlock',
    args: [{ type: 'ao', value: [collection] }],
  });
  if (typeof prompt !== 'string' || prompt === '/') return;
  const completed = new Promise<void>((resolve) => {
    bus.onSignal = (signal) => {
      if (signal.path === prompt && signal.member === 'Completed') resolve();
    };
  });
  await bus.call({
    destination: service,
    path: prompt,
    iface: 'org.freedesktop.Secret.Prompt',
    member: 'Prompt',
    args: [{ type: 's', value: '' }],
  });
  await completed;
}
