import type { IncomingMessage } from 'node:http';
import { longestFeed, signatureName } from '../../core/features/updates/feedText.ts';
import type { Ask } from './ask.ts';
import { Refused } from './refused.ts';

const longestSignatures = 4_096;
const mayTakeMs = 30_000;

/** The feed as it lies there, and what lies beside it for a signature. */
export async function fetchFeed(ask: Ask, base: URL, name: string): Promise<{ readonly bytes: Buffer; readonly signatures: string }> {
  const bytes = await fetchSmall(ask, new URL(name, base), longestFeed);
  const signatures = await fetchSmall(ask, new URL(signatureName(name), base), longestSignatures).catch((cause: unknown) => {
    if (cause instanceof Refused && cause.problem.is === 'notThere') throw new Refused({ is: 'unsigned' });
    throw cause;
  });
  return { bytes, signatures: signatures.toString('latin1') };
}

function fetchSmall(ask: Ask, url: URL, atMost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      clearTimeout(timer);
      reject(cause as Error);
      request.destroy?.();
      request.abort();
    };
    const options = {
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: url.port }),
      path: url.pathname,
      headers: { 'cache-control': 'no-cache' },
    };
    const request = ask(options, (response) => {
      const why = refusalOf(response);
      if (why) fail(why);
      else
        collect(response, atMost)
          .then(resolve, fail)
          .finally(() => clearTimeout(timer));
    });
    const timer = setTimeout(() => fail(new Refused({ is: 'offline' })), mayTakeMs);
    request.on('redirect', () => fail(new Refused({ is: 'redirected' })));
    request.on('error', () => fail(new Refused({ is: 'offline' })));
    request.end();
  });
}

/** Only a plain answer is one: a server that sends somewhere else may be anybody's by now. */
export function refusalOf({ statusCode = 0 }: IncomingMessage): Refused | null {
  if (statusCode >= 300 && statusCode < 400) return new Refused({ is: 'redirected' });
  return statusCode === 200 ? null : new Refused({ is: 'notThere' });
}

function collect(response: IncomingMessage, atMost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      size += part.length;
      if (size > atMost) reject(new Refused({ is: 'unreadable' }));
      else parts.push(part);
    });
    response.on('aborted', () => reject(new Refused({ is: 'offline' })));
    response.on('error', () => reject(new Refused({ is: 'offline' })));
    response.on('end', () => resolve(Buffer.concat(parts)));
  });
}
