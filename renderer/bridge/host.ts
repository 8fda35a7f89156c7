import type { ArgOf, ResultOf } from '../../core/contracts/contract.ts';
import type { HostBridge, HostContract } from '../../core/contracts/host.ts';
import { Failure } from '../../core/errors.ts';
import { readError } from '../../core/readError.ts';
import { onScreen } from './onScreen.ts';

declare global {
  interface Window {
    readonly latchkey: HostBridge;
  }
}

type Calls = HostContract['calls'];
type Streams = HostContract['streams'];

/** For the account on screen where no slot is named. Rejects with a `Failure` that holds an AppError. */
export async function callHost<Name extends keyof Calls>(
  name: Name,
  arg: ArgOf<Calls[Name]>,
  slot = onScreen(),
): Promise<ResultOf<Calls[Name]>> {
  const answer = await window.latchkey.call(slot, name, arg);
  if (!answer.ok) throw new Failure(readError(answer.error));
  return answer.value as ResultOf<Calls[Name]>;
}

/** For commands whose outcome comes back as a state: a refusal is only written down. */
export function tellHost<Name extends keyof Calls>(name: Name, arg: ArgOf<Calls[Name]>, slot = onScreen()): void {
  callHost(name, arg, slot).catch((cause: unknown) => {
    if (name !== 'report') report(`${name} was refused`, cause);
  });
}

export function listenHost<Name extends keyof Streams & string>(
  stream: Name,
  listener: (value: ResultOf<Streams[Name]>, slot: string) => void,
): () => void {
  return window.latchkey.listen(stream, (value, slot) => listener(value as ResultOf<Streams[Name]>, slot));
}

/** Goes into the log file: no message text, no names. */
export function report(what: string, cause: unknown): void {
  const text = cause instanceof Failure ? cause.error.code : cause instanceof Error ? `${cause.name}\n${framesOf(cause)}` : typeof cause;
  void window.latchkey.call('', 'report', { text: `${what}: ${text}`.slice(0, 8000) });
}

/** Where it happened, without the error's message, which may quote what somebody wrote. */
function framesOf(cause: Error): string {
  return (cause.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
}
