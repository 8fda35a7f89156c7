import { z } from 'zod';
import { isUserId } from '../../core/ids.ts';
import type { Account } from '../../core/session/account.ts';
import { nobodyToAsk, type Support } from '../../core/features/support/support.ts';
import type { Http } from '../http/http.ts';

const limitMs = 5_000;
const maxContacts = 8;

// Anything in it that does not hold is left out; the rest still helps.
const contactShape = z.object({
  role: z.string().max(64).catch(''),
  matrix_id: z.string().max(255).nullish().catch(null),
  email_address: z
    .string()
    .max(254)
    .regex(/^[^\s@<>"?&]+@[^\s@<>"?&]+$/)
    .nullish()
    .catch(null),
});
const fileShape = z.object({
  contacts: z.array(z.unknown()).catch([]),
  support_page: z.string().max(2048).nullish().catch(null),
});

/** Whom to ask about an account: CS "Server Support" (/.well-known/matrix/support) of its server, else of its homeserver's address. */
export async function supportOf(http: Http, { userId, homeserver }: Pick<Account, 'userId' | 'homeserver'>): Promise<Support> {
  const name = userId.slice(userId.indexOf(':') + 1);
  const found = await Promise.all([...new Set([`https://${name}`, homeserver])].map((site) => ask(http, site)));
  return found.find((support) => support !== null) ?? nobodyToAsk;
}

async function ask(http: Http, site: string): Promise<Support | null> {
  try {
    const answer = await http.send({ method: 'GET', url: `${site}/.well-known/matrix/support`, limitMs, follow: true });
    return answer.status === 200 ? readSupport(answer.json) : null;
  } catch {
    // Nobody there, or no such file: then nobody is named.
    return null;
  }
}

/** Null: it names nobody. */
export function readSupport(json: unknown): Support | null {
  const read = fileShape.safeParse(json);
  if (!read.success) return null;
  const contacts = read.data.contacts.slice(0, maxContacts).flatMap((entry) => {
    const contact = contactShape.safeParse(entry);
    if (!contact.success) return [];
    const { role, matrix_id: matrixId, email_address: email } = contact.data;
    const userId = typeof matrixId === 'string' && isUserId(matrixId) ? matrixId : null;
    return userId === null && !email ? [] : [{ isSecurity: role === 'm.role.security', userId, email: email ?? null }];
  });
  const page = webPage(read.data.support_page ?? '');
  return contacts.length === 0 && page === null ? null : { contacts, page };
}

function webPage(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
