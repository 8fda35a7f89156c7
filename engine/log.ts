import type { MainContract } from '../core/contracts/main.ts';
import type { Client } from '../core/contracts/contract.ts';

export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  /** Logs the cause of a fault of ours and returns the reference under which it is found. */
  fault(what: string, cause: unknown): string;
}

const linesPerMinute = 300;

/** Lines for the log file, by way of main. A flood is cut off, or one broken room would fill the disk. */
export function mainLog(main: Client<MainContract>): Log {
  let minute = 0;
  let lines = 0;
  function write(level: 'info' | 'warn' | 'error', text: string): void {
    const now = Math.floor(performance.now() / 60_000);
    if (now !== minute) [minute, lines] = [now, 0];
    if (++lines > linesPerMinute) return;
    main.calls.log({ level, text: `engine: ${text}` }).catch(() => undefined);
  }
  return {
    info: (text) => write('info', text),
    warn: (text) => write('warn', text),
    error: (text) => write('error', text),
    fault(what, cause) {
      const ref = newRef();
      write('error', `${ref} ${what}: ${describeCause(cause)}`);
      return ref;
    },
  };
}

function newRef(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What of a thrown thing may stand in a log: never objects, and no text that can quote a message. */
export function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return `a thrown ${typeof cause}`;
  const { httpStatus, errcode } = cause as { httpStatus?: unknown; errcode?: unknown };
  if (typeof httpStatus === 'number') return `HTTP ${httpStatus}${typeof errcode === 'string' ? ` ${errcode}` : ''}`;
  // A SyntaxError of JSON.parse quotes what it could not read.
  const message = cause.name === 'SyntaxError' ? '' : cause.message.replace(/\?[^\s)]*/g, '?…').slice(0, 300);
  const place =
    cause.stack
      ?.split('\n')
      .find((line) => line.trim().startsWith('at '))
      ?.trim()
      .slice(0, 160) ?? '';
  return `${cause.name}: ${message} ${place}`.trim();
}
