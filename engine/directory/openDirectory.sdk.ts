import type { MatrixClient } from 'matrix-js-sdk/lib/client.js';
import { Method } from 'matrix-js-sdk/lib/http-api/method.js';
import type { UserId } from '../../core/ids.ts';
import { isUser } from '../../core/links/identifiers.ts';
import type { FoundPeople, FoundPerson, FoundRooms } from '../../core/features/directory/model.ts';
import { personName } from '../../core/text/personName.ts';
import { isObject } from '../../core/read/json.ts';
import type { Log } from '../log.ts';
import { chatWith } from '../sdk/directRooms.sdk.ts';
import { byNearness, maxFound, readFoundPeople, readFoundRooms } from './readFound.ts';

/** A server asks others, which may be down. */
const answerWithinMs = 30_000;

interface RoomsWanted {
  readonly text: string;
  readonly server: string | null;
  readonly from: string | null;
}

/** People and rooms, asked of the server. */
export interface OpenDirectory {
  people(text: string): Promise<FoundPeople>;
  rooms(wanted: RoomsWanted): Promise<FoundRooms>;
}

export function openDirectory(client: MatrixClient, log: Log): OpenDirectory {
  return { people: (text) => findPeople(client, text.trim(), log), rooms: (wanted) => findRooms(client, wanted) };
}

async function findPeople(client: MatrixClient, text: string, log: Log): Promise<FoundPeople> {
  const me = client.getUserId();
  const known = knownPeople(client, text);
  const asked = text === '' ? { people: [], more: false } : await askDirectory(client, text, log);
  const found = new Map<UserId, FoundPerson>();
  for (const person of [...known, ...(asked?.people ?? [])]) {
    if (person.userId === me || found.has(person.userId)) continue;
    found.set(person.userId, { ...person, chat: chatWith(client, person.userId) });
  }
  const people = byNearness([...found.values()], text);
  return { people: people.slice(0, maxFound), more: asked?.more === true || people.length > maxFound, onlyKnown: asked === null };
}

/** Those whom one has seen in rooms. */
function knownPeople(client: MatrixClient, text: string): { readonly userId: UserId; readonly name: string }[] {
  const wanted = text.toLocaleLowerCase();
  return client.getUsers().flatMap(({ userId, displayName }) => {
    if (typeof userId !== 'string' || !isUser(userId)) return [];
    const name = personName(displayName, userId);
    return name.toLocaleLowerCase().includes(wanted) || userId.toLocaleLowerCase().includes(wanted) ? [{ userId, name }] : [];
  });
}

/** Null: this server has no directory, or it does not answer; those known here are found all the same. */
async function askDirectory(client: MatrixClient, text: string, log: Log): Promise<ReturnType<typeof readFoundPeople> | null> {
  try {
    const body = { search_term: text, limit: maxFound };
    return readFoundPeople(
      await client.http.authedRequest<unknown>(Method.Post, '/user_directory/search', undefined, body, { localTimeoutMs: answerWithinMs }),
    );
  } catch (cause) {
    log.fault('user directory', cause);
    return null;
  }
}

async function findRooms(client: MatrixClient, { text, server, from }: RoomsWanted): Promise<FoundRooms> {
  const term = text.trim();
  const body = {
    limit: maxFound,
    ...(from !== null && { since: from }),
    // Rooms without a type: spaces cannot be shown yet.
    filter: { ...(term !== '' && { generic_search_term: term }), room_types: [null] },
  };
  const query = server === null ? undefined : { server };
  const answer = await client.http.authedRequest<unknown>(Method.Post, '/publicRooms', query, body, { localTimeoutMs: answerWithinMs });
  return isObject(answer) ? readFoundRooms(answer) : { rooms: [], next: null };
}
