import { Failure } from '../../core/errors.ts';
import type { AppError } from '../../core/errors.ts';
import type { AccountOutcome, Confirmation, ConfirmWay } from '../../core/features/account/ownAccount.ts';
import type { HttpAnswer } from '../http/http.ts';
import { errorOfAnswer } from '../http/toError.ts';
import type { AccountServer } from './accountServer.ts';
import { challengeOf, isByPassword, isSilent, nextStages, pageOfStage } from './interactiveAuth.ts';
import type { Challenge } from './interactiveAuth.ts';
import { MetA401 } from './metA401.ts';

/** Something that a server does only for who can say that it is them. */
export interface GuardedRequest {
  /** Behind `/_matrix/client`; sent by POST. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the specification says that success looks like. */
  readonly isSuccess: (json: unknown) => boolean;
  /** Around each time that it is sent. */
  readonly sending?: (send: () => Promise<HttpAnswer>) => Promise<HttpAnswer>;
  /** The answer to an earlier try was lost: whether the server has done it all the same. */
  readonly wasDone?: () => Promise<boolean>;
  readonly done: () => void | Promise<void>;
}

interface Question {
  readonly id: number;
  readonly request: GuardedRequest;
  readonly challenge: Challenge;
  inBrowser: string | null;
  /** An answer was lost on its way. */
  unsure: boolean;
}

export interface ConfirmerParts {
  readonly server: Pick<AccountServer, 'send'>;
  readonly account: () => { readonly userId: string; readonly homeserver: string };
  readonly openInBrowser: (url: string) => Promise<void>;
  readonly toError: (cause: unknown) => AppError;
}

type Auth = Readonly<Record<string, unknown>>;
const maxSilentStages = 5;
/** What servers answer for a session of user-interactive authentication that they no longer know. */
const forgotten = new Set(['M_UNKNOWN', 'M_NOT_FOUND', 'M_FORBIDDEN', 'M_UNAUTHORIZED', 'M_INVALID_PARAM']);

/** User-interactive authentication for any request, one question at a time (F7). */
export class Confirmer {
  private readonly parts: ConfirmerParts;
  private question: Question | null = null;
  private count = 0;

  constructor(parts: ConfirmerParts) {
    this.parts = parts;
  }

  async begin(request: GuardedRequest): Promise<AccountOutcome> {
    this.question = null;
    return this.conclude(request, await this.send(request, null), null);
  }

  async byPassword(id: number, password: string): Promise<AccountOutcome> {
    const question = this.at(id);
    const auth = (session: string | null): Auth => ({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: this.parts.account().userId },
      password,
      ...(session !== null && { session }),
    });
    return this.answer(question, auth);
  }

  async inBrowser(id: number, stage: string): Promise<AccountOutcome> {
    const question = this.at(id);
    const page = pageOfStage(question.challenge, stage, this.parts.account().homeserver);
    if (page === null || !nextStages(question.challenge).includes(stage)) throw new Failure({ code: 'badArgument', field: 'stage' });
    await this.parts.openInBrowser(page);
    question.inBrowser = stage;
    return this.ask(question, null);
  }

  /** F7, I14: what was done elsewhere counts by the session alone. */
  async isDone(id: number): Promise<AccountOutcome> {
    const question = this.at(id);
    return this.answer(question, (session) => ({ ...(session !== null && { session }) }));
  }

  cancel(id: number): void {
    if (this.question?.id === id) this.question = null;
  }

  private at(id: number): Question {
    if (this.question?.id !== id) throw new Failure({ code: 'cancelled' });
    return this.question;
  }

  private async answer(question: Question, auth: (session: string | null) => Auth): Promise<AccountOutcome> {
    const { request, challenge } = question;
    try {
      const answer = await this.send(request, auth(challenge.session));
      if (!isForgotten(answer)) return await this.conclude(request, answer, question);
      // The question was left open for too long: it is asked anew, and what was typed counts for it.
      const unasked = await this.send(request, null);
      const fresh = challengeOf(unasked);
      if (!fresh) return await this.conclude(request, unasked, null);
      const again = await this.send(request, auth(fresh.session));
      return await this.conclude(request, again, { ...question, challenge: fresh, inBrowser: null });
    } catch (cause) {
      return this.trouble(question, cause);
    }
  }

  /** What may pass is said in the dialog, which stays; everything else ends it. */
  private trouble(question: Question, cause: unknown): AccountOutcome {
    const error = this.passing(cause);
    const passes = error.code === 'offline' || error.code === 'serverFailing' || error.code === 'rateLimited';
    if (this.question?.id !== question.id) throw new Failure({ code: 'cancelled' });
    if (passes) {
      if (error.code !== 'rateLimited') question.unsure = true;
      return this.ask(question, error);
    }
    this.question = null;
    throw cause;
  }

  /** A session that lives in spite of a 401: that was about something else, and nobody knows what became of the request. */
  private passing(cause: unknown): AppError {
    const error = this.parts.toError(cause);
    return cause instanceof MetA401 && error.code === 'refused' ? { code: 'serverFailing', status: error.status } : error;
  }

  private send({ path, body, sending = (send) => send() }: GuardedRequest, auth: Auth | null): Promise<HttpAnswer> {
    return sending(() => this.parts.server.send({ method: 'POST', path, body: { ...body, ...(auth && { auth }) } }));
  }

  private async conclude(request: GuardedRequest, answer: HttpAnswer, before: Question | null): Promise<AccountOutcome> {
    let last = answer;
    for (let round = 0; round < maxSilentStages; round += 1) {
      if (last.status === 200 && request.isSuccess(last.json)) return this.finish(request);
      const challenge = challengeOf(last);
      if (!challenge) throw new Failure(errorOfAnswer(last));
      const [stage] = nextStages(challenge);
      if (stage === undefined || !isSilent(stage)) return this.put(request, challenge, last, before);
      last = await this.send(request, { type: stage, ...(challenge.session !== null && { session: challenge.session }) });
    }
    throw new Failure(errorOfAnswer(last));
  }

  private async put(request: GuardedRequest, challenge: Challenge, answer: HttpAnswer, before: Question | null): Promise<AccountOutcome> {
    const problem = problemOf(answer);
    if (problem?.code === 'badCredentials' && before?.unsure && (await request.wasDone?.())) return this.finish(request);
    const waitsFor = before?.inBrowser ?? null;
    const inBrowser = waitsFor !== null && nextStages(challenge).includes(waitsFor) ? waitsFor : null;
    return this.ask({ id: before?.id ?? ++this.count, request, challenge, inBrowser, unsure: before?.unsure ?? false }, problem);
  }

  private async finish({ done }: GuardedRequest): Promise<AccountOutcome> {
    this.question = null;
    await done();
    return { is: 'done' };
  }

  private ask(question: Question, problem: AppError | null): AccountOutcome {
    const ways = this.waysOf(question.challenge);
    if (ways.length === 0)
      throw new Failure({ code: 'refused', errcode: 'M_UNRECOGNIZED', status: 401, message: nextStages(question.challenge).join(', ') });
    this.question = question;
    const confirmation: Confirmation = { id: question.id, ways, problem, inBrowser: question.inBrowser };
    return { is: 'confirm', confirmation };
  }

  private waysOf(challenge: Challenge): readonly ConfirmWay[] {
    const { homeserver } = this.parts.account();
    return nextStages(challenge).flatMap((stage): ConfirmWay[] => {
      if (isByPassword(stage)) return [{ is: 'password' }];
      return pageOfStage(challenge, stage, homeserver) === null ? [] : [{ is: 'browser', stage }];
    });
  }
}

function isForgotten(answer: HttpAnswer): boolean {
  if (answer.status !== 400 && answer.status !== 403 && answer.status !== 404) return false;
  const error = errorOfAnswer(answer);
  return error.code === 'refused' && forgotten.has(error.errcode);
}

/** For a 401 with flows: why the last stage was not accepted; null where nothing was wrong. */
function problemOf(answer: HttpAnswer): AppError | null {
  const error = errorOfAnswer(answer);
  if (error.code === 'serverFailing') return null;
  return error.code === 'refused' && error.errcode === 'M_FORBIDDEN' ? { code: 'badCredentials' } : error;
}
