import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { ArgOf, ResultOf } from '../../core/contracts/contract.ts';
import { hostArgs, hostStreams } from '../../core/contracts/host.ts';
import type { HostAnswer, HostContract } from '../../core/contracts/host.ts';
import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { Log } from '../log.ts';
import { engineOrigin, pageOrigin } from '../window/origins.ts';
import { channels } from './channels.ts';

type Calls = HostContract['calls'];
export type HostHandlers = { readonly [K in keyof Calls]: (arg: ArgOf<Calls[K]>) => ResultOf<Calls[K]> | Promise<ResultOf<Calls[K]>> };
export type HostStreams = { readonly [K in keyof HostContract['streams']]: () => ResultOf<HostContract['streams'][K]> };

export interface HostIpcParts {
  readonly log: Log;
  readonly handlers: HostHandlers;
  /** What a stream says now. */
  readonly streams: HostStreams;
  readonly toError: (cause: unknown) => AppError;
  readonly pageContents: () => WebContents | null;
  readonly onWantEngine: () => void;
  /** The page of this engine's window has loaded. */
  readonly onWantPorts: (engine: WebContents) => void;
}

/** The page's commands; every argument is parsed, every sender checked. Answers how to send a stream's news. */
export function serveHost(parts: HostIpcParts): (stream: keyof HostStreams, value: unknown) => void {
  const fromPage = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => event.sender === parts.pageContents() && isTopFrame(event, pageOrigin);

  ipcMain.handle(channels.call, (event, name: unknown, arg: unknown) => {
    if (fromPage(event)) return answer(parts, name, arg);
    parts.log.write('warn', 'a call from a frame that is not the page was refused');
    throw new Error('refused');
  });
  ipcMain.on(channels.listen, (event, name: unknown) => {
    const stream = hostStreams.find((one) => one === name);
    if (fromPage(event) && stream) event.sender.send(channels.stream, stream, parts.streams[stream]());
  });
  ipcMain.on(channels.wantEngine, (event) => {
    if (fromPage(event)) parts.onWantEngine();
  });
  ipcMain.on(channels.wantPorts, (event) => {
    if (isTopFrame(event, engineOrigin)) parts.onWantPorts(event.sender);
  });
  return (stream, value) => parts.pageContents()?.send(channels.stream, stream, value);
}

async function answer(parts: HostIpcParts, name: unknown, arg: unknown): Promise<HostAnswer> {
  try {
    if (typeof name !== 'string' || !Object.hasOwn(hostArgs, name)) throw new Failure({ code: 'badArgument', field: 'name' });
    const call = name as keyof Calls;
    const parsed = hostArgs[call].safeParse(arg);
    if (!parsed.success) throw new Failure({ code: 'badArgument', field: parsed.error.issues[0]?.path.join('.') ?? '' });
    const handler = parts.handlers[call] as (arg: unknown) => unknown;
    return { ok: true, value: await handler(parsed.data) };
  } catch (cause) {
    return { ok: false, error: parts.toError(cause) };
  }
}

function isTopFrame(event: IpcMainEvent | IpcMainInvokeEvent, origin: string): boolean {
  const frame = event.senderFrame;
  // A frame on its way out has no URL any more.
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(`${origin}/`);
}
