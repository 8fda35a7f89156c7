import { onScreen } from '../bridge/onScreen.ts';
import { perAccount } from './perAccount.ts';

/** Dialogs that people open themselves; those of the session follow its state. */
export type OpenDialog = 'settings' | 'jump' | 'signOut' | null;

interface Layout {
  readonly dialog: OpenDialog;
  readonly membersShown: boolean;
  /** "Not now": the session has expired and the dialog was put down to a banner. */
  readonly expiredPutAside: boolean;
  /** People asked to sign in again before the session ends: the epoch of the token that is to be replaced (L1). */
  readonly signingInEarly: number | null;
}

export const useLayout = perAccount<Layout>(() => ({ dialog: null, membersShown: false, expiredPutAside: false, signingInEarly: null }));

export const showDialog = (dialog: OpenDialog, slot = onScreen()): void => useLayout.of(slot).setState({ dialog });
export const toggleMembers = (): void => useLayout.setState(({ membersShown }) => ({ membersShown: !membersShown }));
export const putExpiredAside = (expiredPutAside: boolean, slot = onScreen()): void => useLayout.of(slot).setState({ expiredPutAside });
export const signInEarly = (signingInEarly: number | null): void => useLayout.setState({ signingInEarly });
