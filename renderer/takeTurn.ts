import type { Phase, SessionState } from '../core/session/states.ts';
import { eachAccount, forgetAccount } from './bridge/perAccount.ts';
import { restoreRoom } from './features/currentRoom/currentRoom.ts';
import { useLayout } from './layout.ts';
import { turnOf } from './turn.ts';

const told = eachAccount<{ last?: Phase }>(
  () => ({}),
  () => undefined,
  { outlives: true },
);

/** For every state that main tells of any account. */
export function takeTurn(state: SessionState, slot: string): void {
  const layout = useLayout.of(slot);
  const { forgets, restoresRoom, layout: change } = turnOf(told.of(slot).last, state, layout.getState());
  if (forgets) forgetAccount(slot);
  layout.setState(change);
  if (restoresRoom) restoreRoom(slot);
  told.of(slot).last = state.phase;
}
