import type { UserId } from '../../../core/ids.ts';
import type { MatrixLink } from '../../../core/links/matrixLink.ts';
import { parseMatrixLink } from '../../../core/links/parseMatrixLink.ts';

const pills = 'a.namedUser, a.namedRoom';
const mayHavePills = (safe: string): boolean => safe.includes('"namedUser"') || safe.includes('"namedRoom"');

/** More than people name; names of others keep their ID. */
const most = 200;

/** Who is named by a link in it, of what the sanitiser has let through. */
export function usersIn(safe: string): readonly UserId[] {
  if (!mayHavePills(safe)) return [];
  const links = [...parsed(safe).querySelectorAll('a.namedUser')].map((pill) => parseMatrixLink(pill.getAttribute('href') ?? ''));
  return [...new Set(links.flatMap((link) => (link?.is === 'user' ? link.userId : [])))].slice(0, most);
}

export interface Naming {
  readonly own: UserId | null;
  /** How somebody is called here; undefined: it is not known. */
  readonly person: (userId: UserId) => string | undefined;
  readonly room: (id: string) => string | undefined;
}

/**
 * Whoever and whatever is named by a link bears their own name, never the words that the sender has put there: those could say anything. A link to a message
 * keeps its words, as it names none.
 */
export function withPills(safe: string, naming: Naming): string {
  if (!mayHavePills(safe)) return safe;
  const box = parsed(safe);
  for (const pill of box.querySelectorAll(pills)) {
    const link = parseMatrixLink(pill.getAttribute('href') ?? '');
    const name = link && nameOf(link, naming);
    if (name === null) continue;
    pill.textContent = name;
    if (link?.is === 'user' && link.userId === naming.own) pill.classList.add('namedSelf');
    // Beside it stood where its words do not lead.
    const beside = pill.nextElementSibling;
    if (beside?.className === 'linkTarget') beside.remove();
  }
  return box.innerHTML;
}

function nameOf(link: MatrixLink, { person, room }: Naming): string | null {
  if (link.is === 'user') return withSign('@', person(link.userId) ?? link.userId);
  return link.eventId === null ? withSign('#', room(link.room) ?? link.room) : null;
}

/** An address bears a sign already. */
const withSign = (sign: '@' | '#', name: string): string => (/^[@#!]/.test(name) ? name : sign + name);

/** Inert: nothing of it is loaded or run. */
function parsed(html: string): HTMLElement {
  const box = document.implementation.createHTMLDocument('').createElement('div');
  box.innerHTML = html;
  return box;
}
