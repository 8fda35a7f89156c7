import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Autostart } from '../../core/features/settings/hostCalls.ts';
import { Failure } from '../../core/errors.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import type { Log } from '../log.ts';
import { DbusConnection } from '../vault/dbus/connection.ts';
import type { DbusMessage } from '../vault/dbus/message.ts';
import type { LoginStart } from './xdgAutostart.ts';

export interface PortalParts {
  /** Address of the session bus; null: there is none. */
  readonly socket: string | null;
  /** The portal cannot be asked what it has been told. */
  readonly file: string;
  /** As it is called in the sandbox. */
  readonly commandLine: readonly string[];
  readonly log: Pick<Log, 'fault'>;
}

const keptShape = z.object({ v: z.literal(1), on: z.boolean() });
const bus = { destination: 'org.freedesktop.portal.Desktop', path: '/org/freedesktop/portal/desktop' } as const;
/** The desktop may ask the person first. */
const limitMs = 5 * 60_000;

/** In a Flatpak the desktop keeps it: `org.freedesktop.portal.Background`. */
export function portalAutostart(parts: PortalParts): LoginStart {
  const read = (): Autostart => {
    if (parts.socket === null) return 'unavailable';
    try {
      return keptShape.parse(JSON.parse(readFileSync(parts.file, 'utf8'))).on ? 'on' : 'off';
    } catch {
      return 'off';
    }
  };
  return {
    read,
    put: async (on) => {
      if (parts.socket === null) return 'unavailable';
      const granted = await ask(parts.socket, parts.commandLine, on).catch((cause: unknown) => {
        throw new Failure({ code: 'internal', ref: parts.log.fault('asking the portal for autostart', cause) });
      });
      if (granted !== null) await writeDurably(parts.file, JSON.stringify({ v: 1, on: granted }));
      return read();
    },
    refresh: async () => undefined,
  };
}

/** Whether it is on now; null: as before, because the person has called it off. */
async function ask(socket: string, commandLine: readonly string[], on: boolean): Promise<boolean | null> {
  const connection = await DbusConnection.open(socket);
  let timer: NodeJS.Timeout | undefined;
  try {
    const heard: DbusMessage[] = [];
    let wake = (): void => undefined;
    connection.onSignal = (signal) => {
      heard.push(signal);
      wake();
    };
    const options = {
      autostart: { type: 'b', value: on },
      commandline: { type: 'as', value: commandLine },
      reason: { type: 's', value: 'Messages from the moment you sign in' },
    } as const;
    const [request] = await connection.call({
      ...bus,
      iface: 'org.freedesktop.portal.Background',
      member: 'RequestBackground',
      args: [
        { type: 's', value: '' },
        { type: 'a{sv}', value: options },
      ],
    });
    return await new Promise<boolean | null>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the portal does not answer')), limitMs);
      wake = () => {
        const answer = heard.find(({ path, member }) => path === request && member === 'Response');
        if (answer) resolve(isGranted(answer.body));
      };
      wake();
    });
  } finally {
    clearTimeout(timer);
    connection.close();
  }
}

/** `(u response, a{sv} results)`; anything but 0 is a refusal. */
function isGranted([response, results]: readonly unknown[]): boolean | null {
  if (response !== 0) return null;
  const entries = Array.isArray(results) ? (results as readonly (readonly [string, unknown])[]) : [];
  return entries.some(([name, value]) => name === 'autostart' && value === true);
}
