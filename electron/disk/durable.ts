import type { Log } from '../log.ts';

/**
 * Every durable write or deletion of the session's life goes through here, so that a test can walk them one by one.
 * The name says what the step is and must tell nothing about the account.
 */
export type Durable = <T>(step: string, action: () => T | Promise<T>) => Promise<T>;

export type Fault = { readonly kind: 'kill' | 'kill-after' | 'fail'; readonly at: number; readonly code: string };

/** `kill@3`, `kill-after@3`, `fail@3`, `fail@3:ENOSPC`; undefined for anything else. */
export function parseFault(text: string | undefined): Fault | undefined {
  const match = /^(kill|kill-after|fail)@(\d+)(?::(E[A-Z]+))?$/.exec(text ?? '');
  if (!match) return undefined;
  return { kind: match[1] as Fault['kind'], at: Number(match[2]), code: match[3] ?? 'EIO' };
}

export function createDurable(log: Log, fault: Fault | undefined, kill: () => void): Durable {
  let count = 0;
  return async (step, action) => {
    const number = ++count;
    const hit = fault?.at === number ? fault.kind : undefined;
    log.write('info', `durable ${number} ${step}${hit ? ` (${hit})` : ''}`);
    if (hit === 'kill') kill();
    if (hit === 'fail') throw ioError(fault?.code ?? 'EIO', step);
    const result = await action();
    if (hit === 'kill-after') kill();
    return result;
  };
}

function ioError(code: string, step: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made to fail, ${step}`), { code });
}
