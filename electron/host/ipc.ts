import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Handlers, ResultOf } from '../../core/contracts/contract.ts';
import { appOffer, hostOffer } from '../../core/contracts/host.ts';
import type { HostAnswer, HostContract } from '../../core/contracts/host.ts';
import { parsed } from '../../core/declare/shape.ts';
import type { Shape } from '../../core/declare/shape.ts';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Log } from '../log.ts';
import { engineOrigin, pageOrigin } from '../window/origins.ts';
import { channels } from './channels.ts';

export type HostHandlers = Handlers<HostContract>['calls'];
/** What a stream says now: of the app once, of the accounts each with its slot. */
type HostStreams = {
  readonly [K in keyof HostContract['streams']]: () => readonly {
    readonly slot: string;
    readonly value: ResultOf<HostContract['streams'][K]>;
  }[];
};
export type Publish = (stream: keyof HostStreams, value: unknown, slot?: string) => void;

export interface HostIpcParts {
  readonly log: Log;
  /** The handlers of the account in this slot; null names any, for what is the app's. */
  readonly handlersOf: (slot: string | null) => HostHandlers | undefined;
  readonly streams: HostStreams;
  readonly toError: (cause: unknown) => AppError;
  readonly pageContents: () => WebContents | null;
  readonly onWantEngine: () => void;
  /** The page of this engine's window has loaded. */
  readonly onWantPorts: (engine: WebContents) => void;
}

/** The page's commands; every argument is parsed, every sender checked. */
export function serveHost(parts: HostIpcParts): void {
  const fromPage = (event: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    event.sender === parts.pageContents() && isTopFrame(event, pageOrigin);

  ipcMain.handle(channels.call, (event, slot: unknown, name: unknown, arg: unknown) => {
    if (fromPage(event)) return answer(parts, slot, name, arg);
    parts.log.write('warn', 'a call from a frame that is not the page was refused');
    throw new Error('refused');
  });
  ipcMain.on(channels.listen, (event, name: unknown) => {
    if (!fromPage(event) || typeof name !== 'string' || !Object.hasOwn(hostOffer.streams, name)) return;
    const stream = name as keyof HostStreams;
    for (const { slot, value } of parts.streams[stream]()) event.sender.send(channels.stream, stream, value, slot);
  });
  ipcMain.on(channels.wantEngine, (event) => {
    if (fromPage(event)) parts.onWantEngine();
  });
  ipcMain.on(channels.wantPorts, (event) => {
    if (isTopFrame(event, engineOrigin)) parts.onWantPorts(event.sender);
  });
}

/** How to send a stream's news to the page, while there is one. */
export function publishTo(pageContents: () => WebContents | null): Publish {
  return (stream, value, slot = '') => pageContents()?.send(channels.stream, stream, value, slot);
}

async function answer(parts: HostIpcParts, slot: unknown, name: unknown, arg: unknown): Promise<HostAnswer> {
  try {
    if (typeof name !== 'string' || !Object.hasOwn(hostOffer.calls, name)) throw new Failure({ code: 'badArgument', field: 'name' });
    const call = name as keyof HostHandlers;
    const argument = parsed(hostOffer.calls[call] as Shape<unknown>, arg);
    const isOfApp = Object.hasOwn(appOffer.calls, call);
    // Never the account that happens to be on screen: what is about an account says which (S-8).
    const handlers = isOfApp || typeof slot === 'string' ? parts.handlersOf(isOfApp ? null : (slot as string)) : undefined;
    if (!handlers) throw new Failure({ code: 'badArgument', field: 'slot' });
    const handler = handlers[call] as (arg: unknown) => unknown;
    return { ok: true, value: await handler(argument) };
  } catch (cause) {
    return { ok: false, error: parts.toError(cause) };
  }
}

function isTopFrame(event: IpcMainEvent | IpcMainInvokeEvent, origin: string): boolean {
  const frame = event.senderFrame;
  // A frame on its way out has no URL any more.
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${origin}/`);
}
