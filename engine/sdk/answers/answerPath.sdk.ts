import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Failure } from '../../../core/errors.ts';
import type { RoomAnswer } from '../../../core/features/history/answer.ts';
import { roomAnswerOf } from '../../../core/features/history/roomAnswerOf.ts';
import { syncSplit } from '../../../core/features/history/syncSplit.ts';
import type { Log } from '../../log.ts';
import { isObject } from '../../../core/read/json.ts';
import { tidyAnswer } from './tidyAnswer.ts';
import type { EndToEndIntake } from '../endToEnd/intake.sdk.ts';
import { tellsOfCryptoStore } from '../endToEnd/tellsOfCryptoStore.ts';

interface AnswerPathParts {
  readonly intake: EndToEndIntake;
  /** Has what an answer says of the rooms' histories, read before the SDK changes it; saves it before the answer's token. */
  readonly takeHistory: (rooms: readonly RoomAnswer[]) => void;
  /** Makes durable what the crypto module has written. */
  readonly settle: () => Promise<void>;
  /** The server has taken the device's own keys; the crypto module uploads them once. */
  readonly onPublished: () => void;
  readonly log: Log;
}

/** The SDK gives up a first sync after 80 s and begins it anew; of a big account it can take minutes. */
const firstSyncWithinMs = 10 * 60_000;

/**
 * Every answer goes through here before the SDK sees it: what it cannot parse is left out, and of a sync the end-to-end part is taken in
 * first, and then what is history. Whatever is refused here is a failed request to the SDK: it keeps its token and asks again.
 */
export function watchAnswers(client: MatrixClient, { intake, takeHistory, settle, onPublished, log }: AnswerPathParts): void {
  const { http } = client;
  const ask = http.authedRequest.bind(http) as (...args: Parameters<typeof http.authedRequest>) => Promise<unknown>;
  http.authedRequest = async <T>(...args: Parameters<typeof http.authedRequest>): Promise<T> => {
    const [method, pathAndQuery, query, body, options] = args;
    const [path = ''] = pathAndQuery.split('?');
    if (path === '/sync' && intake.hasStopped) throw new Failure({ code: 'diskRefuses' });
    if (tellsOfCryptoStore(method, path)) await settle();
    const isFirstSync = path === '/sync' && query?.since === undefined;
    const answer = await ask(method, pathAndQuery, query, body, isFirstSync ? { ...options, localTimeoutMs: firstSyncWithinMs } : options);
    // Another than a text would be the SDK's next token all the same, and it would begin its sync anew.
    if (path === '/sync' && !(isObject(answer) && typeof answer.next_batch === 'string'))
      throw new Failure({ code: 'serverFailing', status: 200 });
    const tidy = tidyAnswer(path, answer, (count) =>
      log.warn(`${count} parts of an answer to ${path.replace(/[!$@][^/]*/g, '…')} could not be parsed and were left out`),
    );
    if (publishesDevice(method, path, body)) onPublished();
    if (path !== '/sync') return tidy as T;
    await intake.take(tidy);
    const { rooms, forSdk } = syncSplit(tidy);
    const arrived = Date.now();
    takeHistory(rooms.map((room) => roomAnswerOf(room, arrived)).filter(saysSomething));
    return forSdk as T;
  };
}

/** Who types, and the server's counts, are no history. */
const saysSomething = ({ events, receipts, people, limited }: RoomAnswer): boolean =>
  limited || events.length + receipts.length + people.length > 0;

/** The crypto module passes its requests on as text. */
const publishesDevice = (method: string, path: string, body: unknown): boolean =>
  method === 'POST' && path.endsWith('/keys/upload') && typeof body === 'string' && body.includes('"device_keys"');
