import { useEffect } from 'react';
import { create } from 'zustand';
import type { AccountSlot, AccountSlots } from '../../../core/features/accounts/hostCalls.ts';
import { callHost, listenHost, report, tellHost } from '../../bridge/host.ts';
import { onScreen, setOnScreen } from '../../bridge/onScreen.ts';
import { useSlot } from '../../bridge/perAccount.ts';

export const useAccounts = create<{ readonly list: readonly AccountSlot[] }>(() => ({ list: [] }));

/** Changes that main was told of and has not answered: until then what it says about the screen is older than what people chose. */
let asking = 0;
let said: AccountSlots | null = null;

export function followAccounts(onList: (list: readonly AccountSlot[]) => void): () => void {
  return listenHost('accounts', (accounts) => {
    said = accounts;
    onList(accounts.list);
    const chosen = onScreen();
    const stays = asking > 0 && accounts.list.some(({ slot }) => slot === chosen);
    put(stays ? { ...accounts, onScreen: chosen } : accounts);
  });
}

/** On screen in this frame; main remembers it. */
export function showAccount(slot: string): void {
  if (slot === onScreen() || !useAccounts.getState().list.some((row) => row.slot === slot)) return;
  setOnScreen(slot);
  asking += 1;
  callHost('showAccount', {}, slot)
    .catch((cause: unknown) => report('showing an account', cause))
    .finally(() => {
      asking -= 1;
      if (asking === 0 && said) put(said);
    });
}

/** The account `index` from the top, from 0. */
export function showAccountAt(index: number): void {
  const row = useAccounts.getState().list[index];
  if (row) showAccount(row.slot);
}

/** Back to the accounts that there are, from a place without one; also by Escape. null: there is no other to go back to. */
export function useLeaveSlot(): (() => void) | null {
  const slot = useSlot();
  const alone = useAccounts(({ list }) => list.length < 2);
  useEffect(() => {
    if (alone) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) tellHost('leaveSlot', {}, slot);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [alone, slot]);
  return alone ? null : () => tellHost('leaveSlot', {}, slot);
}

/** Drawn together, in the next frame. */
function put({ list, onScreen: slot }: AccountSlots): void {
  setOnScreen(slot);
  useAccounts.setState({ list });
}
