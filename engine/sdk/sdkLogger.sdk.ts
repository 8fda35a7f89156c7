import type { Logger } from 'matrix-js-sdk/lib/logger.js';
import { logger as globalLogger } from 'matrix-js-sdk/lib/logger.js';
import type { Log } from '../log.ts';
import { describeCause } from '../log.ts';

/** Said as a warning on every start, on every server. */
const everyday = /default global (override|underride) push rule/;
const quiet = (): void => undefined;

/** The SDK's warnings, as lines of ours. Objects are left out: they can hold whole events. */
export function sdkLogger(log: Log, name = 'sdk'): Logger {
  const write =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]): void => {
      const text = line(parts);
      if (!everyday.test(text)) log[level](`${name}: ${text}`);
    };
  return {
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: write('warn'),
    error: write('error'),
    getChild: (child) => sdkLogger(log, `${name}.${child}`),
  };
}

/** Many modules of the SDK still write to its global logger (a `loglevel` one, whatever its type says). */
export function routeGlobalLogger(log: Log): void {
  const target = sdkLogger(log);
  const global = globalLogger as unknown as {
    methodFactory: (name: string) => (...parts: unknown[]) => void;
    rebuild(): void;
  };
  global.methodFactory = (name) => (name === 'warn' ? target.warn : name === 'error' ? target.error : quiet);
  global.rebuild();
}

function line(parts: readonly unknown[]): string {
  const words = parts.map((part) => {
    if (part instanceof Error) return describeCause(part);
    if (typeof part === 'string') return part.replace(/\?[^\s)]*/g, '?…').slice(0, 400);
    return typeof part === 'object' ? '{…}' : String(part);
  });
  return words.join(' ').slice(0, 800);
}
