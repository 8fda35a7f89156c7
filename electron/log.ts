import { createHash, randomBytes } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { Concealed } from './concealed.ts';

type LogLevel = 'info' | 'warn' | 'error';

/** What the process tells developers. Callers keep secrets out; `conceal` is the last line of defence. */
export interface Log {
  readonly write: (level: LogLevel, text: string) => void;
  /** Logs the cause of a fault and returns the reference under which it is found; that may cross links. */
  readonly fault: (what: string, cause: unknown) => string;
  /** From now on this text is never written. */
  readonly conceal: (secret: string) => void;
  /** It is used no more, so it need not be kept from the log for ever. */
  readonly retire: (secret: string) => void;
}

interface Sink {
  readonly write: (line: string) => void;
}

/** `file`: where lines are appended, or undefined; `echo`: also to stderr. */
export function createLog({ file, echo }: { file: string | undefined; echo: boolean }): Log {
  const sinks: Sink[] = [];
  if (file) sinks.push(fileSink(file));
  if (echo) sinks.push({ write: (line) => void process.stderr.write(line) });
  return createLogTo(sinks);
}

export function createLogTo(sinks: readonly Sink[]): Log {
  const concealed = new Concealed();
  const write = (level: LogLevel, text: string): void => {
    if (sinks.length === 0) return;
    const line = `${new Date().toISOString()} ${level} ${concealed.redact(text).replaceAll('\n', '\\n')}\n`;
    for (const sink of sinks) sink.write(line);
  };
  return {
    write,
    fault: (what, cause) => {
      const ref = randomBytes(4).toString('hex');
      write('error', `${what} [${ref}]: ${describe(cause)}`);
      return ref;
    },
    conceal: (secret) => concealed.add(secret),
    retire: (secret) => concealed.retire(secret),
  };
}

function fileSink(file: string): Sink {
  const descriptor = openSync(file, 'a', 0o600);
  return { write: (line) => void writeSync(descriptor, line) };
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? '' : ` (${describe(cause.cause)})`;
  return `${cause.stack ?? cause.message}${inner}`;
}

/** Names an identifier in the log without telling it. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
