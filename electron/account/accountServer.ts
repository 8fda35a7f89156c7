import { Failure } from '../../core/errors.ts';
import type { AccessToken } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import { judgeAnswer } from '../../core/session/judgeAnswer.ts';
import type { Epoch, SessionState } from '../../core/session/states.ts';
import type { Http, HttpAnswer, HttpRequest } from '../http/http.ts';
import type { Credentials } from '../session/credentials.ts';
import type { SessionRunner } from '../session/sessionRunner.ts';
import { MetA401 } from './metA401.ts';

export interface AccountRequest {
  readonly method: HttpRequest['method'];
  /** Behind `/_matrix/client`. */
  readonly path: string;
  readonly body?: unknown;
}

export interface AccountServerParts {
  readonly http: Http;
  readonly credentials: Pick<Credentials, 'account' | 'tokens' | 'epoch'>;
  readonly runner: Pick<SessionRunner, 'state' | 'send' | 'listen'>;
  readonly wallClock: () => number;
  /** Milliseconds that a request waits for a session that is being judged or refreshed. */
  readonly patienceMs?: number;
}

interface Holder {
  readonly account: Account;
  readonly token: AccessToken;
  readonly epoch: Epoch;
}

/**
 * The account's homeserver, asked with the token that is current. Every answer is judged first: what ends the session goes to the
 * session machine, and here the call fails as `sessionPaused` (A11).
 */
export class AccountServer {
  private readonly parts: AccountServerParts;

  constructor(parts: AccountServerParts) {
    this.parts = parts;
  }

  async send(request: AccountRequest): Promise<HttpAnswer> {
    const asker = await this.holder(null);
    const answer = await this.ask(asker, request);
    if (!this.endsSession(asker, answer)) return answer;
    // A12, B5: where a newer token is there, or comes at once, the request is sent again with it, once.
    const next = await this.holder(asker.epoch).catch((cause: unknown) => {
      throw cause instanceof Failure ? new MetA401(cause.error) : cause;
    });
    const second = await this.ask(next, request);
    if (this.endsSession(next, second)) throw new MetA401({ code: 'sessionPaused' });
    return second;
  }

  private async ask({ account, token }: Holder, { method, path, body }: AccountRequest): Promise<HttpAnswer> {
    const answer = await this.parts.http.send({
      method,
      url: `${account.homeserver}/_matrix/client${path}`,
      token,
      ...(body !== undefined && { body }),
    });
    // A page of something in between has ended no session and closed no account.
    if (answer.status === 200 && answer.json === undefined) throw new Failure({ code: 'serverFailing', status: 200 });
    return answer;
  }

  private endsSession({ epoch }: Holder, { status, json }: HttpAnswer): boolean {
    const verdict = judgeAnswer({ status, body: json });
    if (verdict.is === 'alive' || verdict.is === 'noAnswer') return false;
    if (epoch === this.parts.credentials.epoch)
      this.parts.runner.send({ type: 'tokenJudged', epoch, verdict, now: this.parts.wallClock() });
    return true;
  }

  /** `rejected`: the token of this epoch is no good any more. */
  private async holder(rejected: Epoch | null): Promise<Holder> {
    const { credentials } = this.parts;
    await this.running(rejected);
    const { account, tokens, epoch } = credentials;
    if (!account || !tokens) throw new Failure({ code: 'sessionPaused' });
    // The server says that the session lives, so the answer was about something else.
    if (epoch === rejected) throw new Failure({ code: 'refused', errcode: 'M_UNKNOWN_TOKEN', status: 401, message: '' });
    return { account, token: tokens.accessToken, epoch };
  }

  private running(rejected: Epoch | null): Promise<void> {
    const { runner, patienceMs = 15_000 } = this.parts;
    return new Promise((resolve, reject) => {
      let stop = (): void => undefined;
      let over = false;
      const end = (settle: () => void): void => {
        over = true;
        clearTimeout(timer);
        stop();
        settle();
      };
      const timer = setTimeout(() => end(() => reject(new Failure({ code: 'sessionPaused' }))), patienceMs);
      stop = runner.listen((state) => {
        if (over) return;
        const now = standing(state, rejected);
        if (now === 'running') end(resolve);
        if (now === 'over') end(() => reject(new Failure({ code: 'sessionPaused' })));
      });
      if (over) stop();
    });
  }
}

function standing(state: SessionState, rejected: Epoch | null): 'running' | 'waiting' | 'over' {
  switch (state.phase) {
    case 'opening':
    case 'active':
      return 'running';
    case 'resuming':
      if (state.origin !== 'active') return 'over';
      if (state.held) return 'waiting';
      return state.epoch !== rejected ? 'running' : 'over';
    case 'refreshing':
      return state.held ? 'waiting' : 'running';
    case 'checking':
      return 'waiting';
    default:
      return 'over';
  }
}
