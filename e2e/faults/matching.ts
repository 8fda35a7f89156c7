import type { RecordedRequest } from './exchange.ts';

/** All that is given must hold. */
export interface RequestPattern {
  readonly method?: string;
  /** A string matches the end of the path, such as `/sync`. */
  readonly path?: string | RegExp;
  readonly token?: string;
  readonly when?: (request: RecordedRequest) => boolean;
}

export type RequestMatch = RequestPattern | ((request: RecordedRequest) => boolean);

export function matches(match: RequestMatch, request: RecordedRequest): boolean {
  if (typeof match === 'function') return match(request);
  const { method, path, token, when } = match;
  if (method !== undefined && method !== request.method) return false;
  if (typeof path === 'string' && !request.path.endsWith(path)) return false;
  if (path instanceof RegExp && !path.test(request.path)) return false;
  if (token !== undefined && token !== request.token) return false;
  return when?.(request) ?? true;
}

/** CORS preflights pass unless a rule asks for them by method. */
export const touches = (match: RequestMatch, request: RecordedRequest): boolean =>
  (request.method !== 'OPTIONS' || (typeof match === 'object' && match.method === 'OPTIONS')) && matches(match, request);
