import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { SignInFlow } from '../../core/features/signIn/signInFlows.ts';
import type { Http, HttpAnswer } from '../http/http.ts';
import { isInside, readBaseUrl, readTypedServer } from '../http/serverName.ts';
import { signInFlows } from './signInFlows.ts';
import type { Asked } from './signInFlows.ts';
import { errorOfAnswer, networkTrouble } from '../http/toError.ts';

export interface FoundServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly serverName: string;
  /** Exactly the address that was typed: it is not exchanged for another. */
  readonly asTyped: boolean;
  /** What it offers, in its order; empty: only ways that Latchkey does not know. */
  readonly flows: readonly SignInFlow[];
}

interface Asking {
  readonly http: Http;
  readonly signal: AbortSignal | undefined;
  /** What the person typed, for errors. */
  readonly server: string;
}

const limitMs = 10_000;

/**
 * CS "Server Discovery", done at sign-in only (H7). A name is looked up by its well-known file; an address is used as it is, and if
 * no homeserver answers there, its well-known file is asked, because people type the address of the site.
 */
export async function discover(asked: Asked, typed: string, signal?: AbortSignal): Promise<FoundServer> {
  const server = typed.trim();
  const asking: Asking = { http: asked.http, signal, server };
  const read = readTypedServer(typed);
  if (read.is === 'bad') throw new Failure({ code: 'badServerName', server });
  const baseUrl = read.is === 'name' ? await byName(asking, read.name) : await byAddress(asking, read.baseUrl);
  const asTyped = read.is === 'address' && read.baseUrl === baseUrl;
  return { baseUrl, serverName: read.name, asTyped, flows: await flowsOf(asked, asking, baseUrl) };
}

async function byName(asking: Asking, name: string): Promise<string> {
  const site = `https://${name}`;
  const named = await wellKnown(asking, site);
  if (named !== null) return checked(asking, named, { code: 'discoveryFailed', server: asking.server, reason: 'badAddress' });
  return checked(asking, site, { code: 'notMatrix', server: asking.server });
}

async function byAddress(asking: Asking, address: string): Promise<string> {
  if (await isHomeserver(asking, address)) return address;
  const named = await wellKnown(asking, new URL(address).origin);
  if (named === null) throw new Failure({ code: 'notMatrix', server: asking.server });
  return checked(asking, named, { code: 'discoveryFailed', server: asking.server, reason: 'badAddress' });
}

async function checked(asking: Asking, baseUrl: string, otherwise: AppError): Promise<string> {
  if (otherwise.code !== 'discoveryFailed') {
    if (await isHomeserver(asking, baseUrl)) return baseUrl;
    throw new Failure(otherwise);
  }
  // What a well-known file promises must hold, whatever is wrong with it (FAIL_ERROR).
  const holds = await isHomeserver(asking, baseUrl).catch((cause: unknown) => {
    if (cause instanceof Failure && (cause.error.code === 'cancelled' || cause.error.code === 'rateLimited')) throw cause;
    return false;
  });
  if (!holds) throw new Failure(otherwise);
  return baseUrl;
}

/** The base URL that the file names; null: there is none (404, IGNORE). */
async function wellKnown(asking: Asking, site: string): Promise<string | null> {
  const answer = await ask(asking, `${site}/.well-known/matrix/client`);
  if (answer.status === 404) return null;
  const failed = (reason: 'unusableFile' | 'badAddress'): Failure =>
    new Failure({ code: 'discoveryFailed', server: asking.server, reason });
  if (answer.status !== 200) throw failed('unusableFile');
  const homeserver = baseUrlIn(answer.json, 'm.homeserver');
  if (homeserver === undefined) throw failed('unusableFile');
  if (has(answer.json, 'm.identity_server') && baseUrlIn(answer.json, 'm.identity_server') === undefined) throw failed('unusableFile');
  const baseUrl = readBaseUrl(homeserver);
  if (baseUrl === null) throw failed('badAddress');
  // A site of the internet must not send us to look at what runs on this computer or beside it (S-7).
  if (isInside(new URL(baseUrl).hostname) && !isInside(new URL(site).hostname)) throw failed('badAddress');
  return baseUrl;
}

async function isHomeserver(asking: Asking, baseUrl: string): Promise<boolean> {
  const answer = await ask(asking, `${baseUrl}/_matrix/client/versions`);
  if (answer.status === 429) throw new Failure(errorOfAnswer(answer));
  if (answer.status >= 500) throw new Failure({ code: 'serverFailing', status: answer.status });
  const json = answer.json;
  return answer.status === 200 && typeof json === 'object' && json !== null && 'versions' in json && Array.isArray(json.versions);
}

async function flowsOf(asked: Asked, { signal, server }: Asking, baseUrl: string): Promise<readonly SignInFlow[]> {
  try {
    return await signInFlows(asked, baseUrl, 'newDevice', signal);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw new Failure(unreachable(cause, server));
    throw cause.error.code === 'serverFailing' && cause.error.status === 200 ? new Failure({ code: 'notMatrix', server }) : cause;
  }
}

async function ask({ http, signal, server }: Asking, url: string): Promise<HttpAnswer> {
  try {
    return await http.send({ method: 'GET', url, limitMs, follow: true, ...(signal && { signal }) });
  } catch (cause) {
    throw new Failure(unreachable(cause, server));
  }
}

function unreachable(cause: unknown, server: string): AppError {
  switch (networkTrouble(cause)) {
    case 'unknownHost':
    case 'refused':
      return { code: 'serverUnknown', server };
    case 'tooManyRedirects':
      return { code: 'discoveryFailed', server, reason: 'tooManyRedirects' };
    case 'insecure':
      return { code: 'discoveryFailed', server, reason: 'badAddress' };
    case 'cancelled':
      return { code: 'cancelled' };
    default:
      return { code: 'offline' };
  }
}

function has(json: unknown, name: string): boolean {
  return typeof json === 'object' && json !== null && name in json;
}

function baseUrlIn(json: unknown, name: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const part: unknown = (json as Record<string, unknown>)[name];
  if (typeof part !== 'object' || part === null || !('base_url' in part)) return undefined;
  return typeof part.base_url === 'string' && part.base_url !== '' ? part.base_url : undefined;
}
