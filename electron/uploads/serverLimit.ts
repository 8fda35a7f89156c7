import { Failure } from '../../core/errors.ts';
import { field } from '../../core/read/json.ts';
import type { AccountServer } from '../account/accountServer.ts';
import { errorOfAnswer } from '../http/toError.ts';

/** How large a file the homeserver takes (CS `GET /_matrix/client/v1/media/config`). */
export class ServerLimit {
  private readonly server: Pick<AccountServer, 'send'>;
  /** In bytes; null: it has not said. */
  known: number | null = null;

  constructor(server: Pick<AccountServer, 'send'>) {
    this.server = server;
  }

  async ask(): Promise<number | null> {
    const answer = await this.server.send({ method: 'GET', path: '/v1/media/config' });
    // Servers of before v1.11 have it elsewhere, where it asks for no token; they say it by refusing.
    if (answer.status === 404) return this.known;
    if (answer.status !== 200) throw new Failure(errorOfAnswer(answer));
    const bytes = field(answer.json, 'm.upload.size');
    this.known = typeof bytes === 'number' && bytes >= 0 ? bytes : null;
    return this.known;
  }

  /** Rejects where the server is known to refuse it; a server that cannot be asked now says it later. */
  async mustFit(length: number): Promise<void> {
    if (this.known !== null && length <= this.known) return;
    const bytes = await this.ask().catch(() => this.known);
    if (bytes !== null && length > bytes) throw new Failure({ code: 'fileTooLarge', limitBytes: bytes });
  }
}
