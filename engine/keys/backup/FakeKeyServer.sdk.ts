import { MatrixError } from 'matrix-js-sdk/lib/http-api/errors.js';
import type { Logger } from 'matrix-js-sdk/lib/logger.js';
import type { Http } from '../../sdk/accountData.sdk.ts';

type Json = any; // oxlint-disable-line no-explicit-any

export type Fault = 'before' | 'after';

const nothing = (): void => undefined;
/** For what the SDK says of itself. */
export const silent: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, getChild: () => silent };

/** What a homeserver keeps of one account's keys, and how it answers about them. */
export class FakeKeyServer {
  readonly requests: string[] = [];
  readonly accountData = new Map<string, Json>();
  readonly backups: Json[] = [];
  /** Every master key that was ever taken. */
  readonly masters: string[] = [];
  devices: Record<string, Json> = {};
  crossSigning: Json = null;
  /** The request of this number is cut off before the server has done it, or only its answer. */
  cut: { readonly at: number; readonly when: Fault } | null = null;
  private readonly userId: string;

  constructor(userId: string) {
    this.userId = userId;
  }

  readonly http = {
    authedRequest: (method: string, path: string, _query?: unknown, body?: unknown, opts?: { json?: boolean }): Promise<unknown> =>
      this.take(method, path, body, opts?.json === false),
  } as unknown as Http;

  private async take(method: string, fullPath: string, body: unknown, asText: boolean): Promise<unknown> {
    const path = decodeURIComponent(fullPath.replace('/_matrix/client/v3', ''));
    const at = this.requests.push(`${method} ${path}`);
    const fault = this.cut?.at === at ? this.cut.when : null;
    if (fault === 'before') throw cutOff();
    try {
      const answer = this.answer(`${method} ${path}`, typeof body === 'string' ? JSON.parse(body) : body);
      return asText ? JSON.stringify(answer) : answer;
    } finally {
      // oxlint-disable-next-line no-unsafe-finally
      if (fault === 'after') throw cutOff();
    }
  }

  private answer(request: string, body: Json): Json {
    if (request === 'POST /keys/query') return this.keys();
    if (request === 'POST /keys/upload') return this.upload(body);
    if (request === 'POST /keys/device_signing/upload') return this.takeCrossSigning(body);
    if (request === 'POST /keys/signatures/upload') return this.sign(body);
    if (request === 'GET /room_keys/version') return this.backups.at(-1) ?? missing();
    if (request === 'POST /room_keys/version') {
      this.backups.push({ ...body, version: String(this.backups.length + 1) });
      return { version: String(this.backups.length) };
    }
    const written = /^PUT \/user\/[^/]+\/account_data\/(.+)$/.exec(request)?.[1];
    if (written !== undefined) {
      this.accountData.set(written, body);
      return {};
    }
    const type = /^GET \/user\/[^/]+\/account_data\/(.+)$/.exec(request)?.[1];
    if (type !== undefined) return this.accountData.get(type) ?? missing();
    throw new Error(`nobody should ask for ${request}`);
  }

  private keys(): Json {
    const { userId, crossSigning } = this;
    const of = (name: string): Json => (crossSigning ? { [userId]: crossSigning[name] } : {});
    return {
      device_keys: { [userId]: this.devices },
      failures: {},
      master_keys: of('master_key'),
      self_signing_keys: of('self_signing_key'),
      user_signing_keys: of('user_signing_key'),
    };
  }

  private upload({ device_keys: keys }: Json): Json {
    if (keys) this.devices[keys.device_id] = keys;
    return { one_time_key_counts: { signed_curve25519: 50 } };
  }

  private takeCrossSigning(body: Json): Json {
    const [master] = Object.values<string>(body.master_key.keys);
    const same = this.crossSigning && Object.values(this.crossSigning.master_key.keys)[0] === master;
    if (this.crossSigning && !same) throw new MatrixError({ flows: [{ stages: ['m.login.password'] }], session: 'x', params: {} }, 401);
    if (!same) this.masters.push(master!);
    this.crossSigning ??= body;
    return {};
  }

  private sign(body: Json): Json {
    const [master] = Object.values<string>(this.crossSigning.master_key.keys);
    for (const [name, signed] of Object.entries<Json>(body[this.userId])) {
      const known = name === master ? this.crossSigning.master_key : this.devices[name];
      known.signatures = { [this.userId]: { ...known.signatures?.[this.userId], ...signed.signatures[this.userId] } };
    }
    return { failures: {} };
  }
}

function missing(): never {
  throw new MatrixError({ errcode: 'M_NOT_FOUND', error: 'None' }, 404);
}

/** As the SDK sees a request that was stopped: it does not try again by itself. */
function cutOff(): Error {
  return Object.assign(new Error('cut off'), { name: 'AbortError' });
}
