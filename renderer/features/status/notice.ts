import type { Recovery } from '../../../core/features/recovery/model.ts';
import type { Connection, DiskTrouble } from '../../../core/features/status/model.ts';
import type { SessionState } from '../../../core/session/states.ts';

/** At most one thing is said above the timeline; the first that is true. */
export type Notice =
  | { readonly is: 'signedOutForNow' }
  | { readonly is: 'checking'; readonly trouble: boolean }
  | { readonly is: 'connection'; readonly why: 'offline' | 'failing' | 'other' | 'connecting' }
  | { readonly is: 'disk'; readonly why: DiskTrouble }
  | { readonly is: 'suspended'; readonly message: string }
  | { readonly is: 'historyAnew' }
  | { readonly is: 'locked'; readonly opens: 'history' | 'device' }
  | { readonly is: 'endsSoon'; readonly at: number; readonly epoch: number };

const warnMs = 10 * 60_000;

interface Facts {
  readonly session: SessionState;
  readonly putAside: boolean;
  readonly connection: Connection | null;
  /** The server's text, while it takes no messages of this account. */
  readonly suspended: string | null;
  readonly disk: DiskTrouble | null;
  readonly historyAnew: boolean;
  /** What the recovery key would open; null: nothing, or it has been put aside. */
  readonly locked: Extract<Recovery, { is: 'locked' }> | null;
  readonly now: number;
}

export function noticeOf({ session, putAside, connection, suspended, disk, historyAnew, locked, now }: Facts): Notice | null {
  if (session.phase === 'expired' || session.phase === 'resuming') return putAside ? { is: 'signedOutForNow' } : null;
  if (session.phase === 'checking') return { is: 'checking', trouble: session.problem !== null };
  if (session.phase === 'refreshing' && session.held && session.problem) return { is: 'connection', why: troubleOf(session.problem.code) };
  if (connection?.is === 'down') return { is: 'connection', why: troubleOf(connection.error.code) };
  if (disk !== null) return { is: 'disk', why: disk };
  if (connection?.is === 'connecting') return { is: 'connection', why: 'connecting' };
  if (historyAnew) return { is: 'historyAnew' };
  if (suspended !== null) return { is: 'suspended', message: suspended };
  if (
    session.phase === 'active' &&
    !session.refreshable &&
    session.expiresAt !== null &&
    session.expiresAt > now &&
    session.expiresAt - now <= warnMs
  ) {
    return { is: 'endsSoon', at: session.expiresAt, epoch: session.epoch };
  }
  if (session.phase === 'active' && locked !== null) return { is: 'locked', opens: locked.opens };
  return null;
}

function troubleOf(code: string): 'offline' | 'failing' | 'other' {
  if (code === 'offline') return 'offline';
  return code === 'serverFailing' ? 'failing' : 'other';
}

/** What passes by itself floats over the timeline and moves nothing; what lasts until something is done has a row over it. */
export function passes(notice: Notice): boolean {
  return notice.is === 'checking' || (notice.is === 'connection' && (notice.why === 'connecting' || notice.why === 'other'));
}

/** Short interruptions are not worth a word: how long a notice waits before it shows. */
export function patienceMs(notice: Notice): number {
  switch (notice.is) {
    case 'signedOutForNow':
    case 'disk':
    case 'suspended':
    case 'historyAnew':
    case 'endsSoon':
    case 'locked':
      return 0;
    case 'checking':
      return 800;
    case 'connection':
      return notice.why === 'connecting' ? 2_500 : 800;
    default:
      return 0;
  }
}
