import { aimAt } from '../roomView/roomView.ts';
import type { AppError } from '../../../core/errors.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { MatrixLink } from '../../../core/links/matrixLink.ts';
import type { RoomCard, UserCard } from '../../../core/features/links/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { toError } from '../../bridge/toError.ts';
import { showAccount, useAccounts } from '../accounts/accounts.ts';
import { openRoom } from '../currentRoom/currentRoom.ts';
import { showDialog, useLayout } from '../../layout.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { useRooms } from '../roomList/roomList.ts';

export type RoomLink = Extract<MatrixLink, { is: 'room' }>;
type UserLink = Extract<MatrixLink, { is: 'user' }>;

/** What a link names, on its way to the screen. A room that one is in is opened instead. */
export type Named =
  | { readonly is: 'none' }
  | { readonly is: 'looking'; readonly link: MatrixLink }
  | { readonly is: 'room'; readonly link: RoomLink; readonly card: RoomCard }
  | { readonly is: 'user'; readonly link: UserLink; readonly card: UserCard }
  | { readonly is: 'ourSpace'; readonly link: RoomLink; readonly name: string }
  | { readonly is: 'nothing'; readonly link: MatrixLink }
  /** The link itself cannot be read. */
  | { readonly is: 'unreadable' }
  | { readonly is: 'failed'; readonly link: MatrixLink; readonly error: AppError };

export const useNamed = perAccount<{ readonly named: Named }>(() => ({ named: { is: 'none' } }));

/** So long nothing is said: most answers are there by then. */
const quietMs = 300;

/** Shows what a link names; null: it names nothing. Nothing is joined, written or made by it. */
export async function openNamed(link: MatrixLink | null, slot = onScreen()): Promise<void> {
  if (link === null) return show({ is: 'unreadable' }, slot);
  if (link.is === 'room' && goToKnown(link.room, link.eventId, slot)) return;
  const looking: Named = { is: 'looking', link };
  useNamed.of(slot).setState({ named: looking });
  const timer = window.setTimeout(() => {
    if (useNamed.of(slot).getState().named === looking) showDialog('named', slot);
  }, quietMs);
  let found: Named | null;
  try {
    found = link.is === 'room' ? await lookUpRoom(link, slot) : await lookUpUser(link, slot);
  } catch (cause) {
    found = { is: 'failed', link, error: toError(cause) };
  }
  window.clearTimeout(timer);
  // Another link was followed meanwhile, or this one is no longer waited for.
  if (useNamed.of(slot).getState().named !== looking) return;
  if (found) show(found, slot);
  else if (link.is === 'room') forgetNamed(slot);
}

async function lookUpRoom(link: RoomLink, slot: string): Promise<Named | null> {
  const { room, via, eventId } = link;
  const found = await callEngine('lookUpRoom', { room, via }, slot);
  const isAwaited = (): boolean => useNamed.of(slot).getState().named.is === 'looking';
  switch (found.is) {
    case 'ours':
      if (isAwaited()) goTo(found.roomId, eventId, slot);
      return null;
    case 'ourSpace':
      return { is: 'ourSpace', link, name: found.name };
    case 'nothing':
      return { is: 'nothing', link };
    case 'other':
      // Another of the accounts here may be in it.
      if (found.card.roomId && isAwaited() && goToKnown(found.card.roomId, eventId, slot)) return null;
      return { is: 'room', link, card: found.card };
  }
}

async function lookUpUser(link: UserLink, slot: string): Promise<Named> {
  const found = await callEngine('lookUpUser', { userId: link.userId }, slot);
  return found.is === 'found' ? { is: 'user', link, card: found.card } : { is: 'nothing', link };
}

/** By its ID, in the account on screen or else in another one that is in the room. */
function goToKnown(room: string, eventId: EventId | null, slot: string): boolean {
  const others = useAccounts
    .getState()
    .list.filter((row) => row.slot !== slot && row.phase === 'active')
    .map((row) => row.slot);
  for (const one of [slot, ...others]) {
    const row = useRooms
      .of(one)
      .getState()
      .rooms.find(({ id }) => id === room);
    // An invitation to another account is that account's business.
    if (!row || (one !== slot && row.membership !== 'join')) continue;
    if (one !== slot) {
      forgetNamed(slot);
      showAccount(one);
    }
    goTo(row.id, eventId, one);
    return true;
  }
  return false;
}

export function goTo(roomId: RoomId, eventId: EventId | null, slot = onScreen()): void {
  forgetNamed(slot);
  openRoom(roomId, slot);
  if (eventId !== null) aimAt(roomId, eventId, slot);
}

function show(named: Named, slot: string): void {
  useNamed.of(slot).setState({ named });
  showDialog('named', slot);
}

/** What was being looked for is not waited for any more. */
export function forgetNamed(slot: string): void {
  useNamed.of(slot).setState({ named: { is: 'none' } });
  const { dialog } = useLayout.of(slot).getState();
  if (dialog === 'named' || dialog === 'jump') showDialog(null, slot);
}
