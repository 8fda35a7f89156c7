import type { Connection } from '../../../core/model/status.ts';
import type { SessionState } from '../../../core/session/states.ts';

/** At most one thing is said above the timeline; the first that is true. */
export type Notice =
  | { readonly is: 'signedOutForNow' }
  | { readonly is: 'checking'; readonly trouble: boolean }
  | { readonly is: 'connection'; readonly why: 'offline' | 'failing' | 'other' | 'connecting' }
  | { readonly is: 'endsSoon'; readonly at: number };

const warnMs = 10 * 60_000;

interface Facts {
  readonly session: SessionState;
  readonly putAside: boolean;
  readonly connection: Connection | null;
  readonly now: number;
}

export function noticeOf({ session, putAside, connection, now }: Facts): Notice | null {
  if (session.phase === 'expired' || session.phase === 'resuming') return putAside ? { is: 'signedOutForNow' } : null;
  if (session.phase === 'checking') return { is: 'checking', trouble: session.problem !== null };
  if (connection?.is === 'down') return { is: 'connection', why: troubleOf(connection.error.code) };
  if (connection?.is === 'connecting') return { is: 'connection', why: 'connecting' };
  if (session.phase === 'active' && session.expiresAt !== null && session.expiresAt > now && session.expiresAt - now <= warnMs) {
    return { is: 'endsSoon', at: session.expiresAt };
  }
  return null;
}

function troubleOf(code: string): 'offline' | 'failing' | 'other' {
  if (code === 'offline') return 'offline';
  return code === 'serverFailing' ? 'failing' : 'other';
}

/** Short interruptions are not worth a word: how long a notice waits before it shows. */
export function patienceMs(notice: Notice): number {
  switch (notice.is) {
    case 'signedOutForNow':
    case 'endsSoon':
      return 0;
    case 'checking':
      return 800;
    case 'connection':
      return notice.why === 'connecting' ? 2_500 : 800;
    default:
      return 0;
  }
}
