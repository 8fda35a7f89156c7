import type { Http, HttpAnswer, HttpRequest } from './http.ts';

type Reply = Partial<HttpAnswer> | Error;

/** Answers by path; a reply that is an Error is a connection that failed. */
export class FakeHttp implements Http {
  readonly sent: HttpRequest[] = [];
  private readonly replies = new Map<string, (request: HttpRequest) => Reply | Promise<Reply>>();

  /** `path` without query, for example `/_matrix/client/v3/login`. */
  on(path: string, reply: (request: HttpRequest) => Reply | Promise<Reply>): this {
    this.replies.set(path, reply);
    return this;
  }

  /** What `on` has put there. */
  handlerOf(path: string): (request: HttpRequest) => Reply | Promise<Reply> {
    return this.replies.get(path) ?? (() => ({ status: 404 }));
  }

  send = async (request: HttpRequest): Promise<HttpAnswer> => {
    this.sent.push(request);
    const reply = await this.replies.get(new URL(request.url).pathname)?.(request);
    if (reply instanceof Error) throw reply;
    return {
      status: 200,
      json: undefined,
      text: '',
      etag: null,
      retryAfter: null,
      cacheControl: null,
      url: request.url,
      ...(reply ?? { status: 404, json: { errcode: 'M_UNRECOGNIZED' } }),
    };
  };
}
