import { create } from 'zustand';
import type { AccountSlot, AccountSlots } from '../../../core/contracts/host.ts';
import { callHost, listenHost, report } from '../../bridge/host.ts';
import { setOnScreen } from '../../bridge/onScreen.ts';

export const useAccounts = create<AccountSlots>(() => ({ list: [], onScreen: '' }));

/** Changes that main was told of and has not answered: until then what it says about the screen is older than what people chose. */
let asking = 0;
let said: AccountSlots | null = null;

export function followAccounts(onList: (list: readonly AccountSlot[]) => void): () => void {
  return listenHost('accounts', (accounts) => {
    said = accounts;
    onList(accounts.list);
    const { onScreen } = useAccounts.getState();
    const stays = asking > 0 && accounts.list.some(({ slot }) => slot === onScreen);
    put(stays ? { ...accounts, onScreen } : accounts);
  });
}

/** On screen in this frame; main remembers it. */
export function showAccount(slot: string): void {
  const { list, onScreen } = useAccounts.getState();
  if (slot === onScreen || !list.some((row) => row.slot === slot)) return;
  put({ list, onScreen: slot });
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

function put(accounts: AccountSlots): void {
  // Before anything is drawn: what is drawn calls for the account on screen.
  setOnScreen(accounts.onScreen);
  useAccounts.setState(accounts);
}
