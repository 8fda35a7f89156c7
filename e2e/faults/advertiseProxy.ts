import type { Answer } from './exchange.ts';

/** A client that follows the server's own `base_url` must stay on the proxy, as behind any reverse proxy. */
export function advertiseProxy(real: Answer, target: string, proxy: string): Answer {
  if (!String(real.headers['content-type']).startsWith('application/json') || real.body.length > 10_000) return real;
  const text = real.body.toString('utf8');
  if (!text.includes('base_url')) return real;
  const base = (origin: string): string => `"base_url":"${origin}`;
  return { ...real, body: Buffer.from(text.replaceAll(base(target), base(proxy))) };
}
