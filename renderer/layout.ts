import { onScreen } from './bridge/onScreen.ts';
import { perAccount } from './bridge/perAccount.ts';

/** Dialogs that people open themselves; those of the session follow its state. */
export type OpenDialog =
  | 'settings'
  | 'jump'
  | 'signOut'
  | 'recovery'
  | 'newRecoveryKey'
  | 'named'
  | 'newChat'
  | 'newRoom'
  | 'findRoom'
  | 'invitePeople'
  | 'leaveRoom'
  | 'newPoll'
  | null;

export interface Layout {
  readonly dialog: OpenDialog;
  /** Where the settings begin; null: at their first section. */
  readonly settingsAt: 'updates' | null;
  readonly membersShown: boolean;
  /** "Not now": the session has expired and the dialog was put down to a banner. */
  readonly expiredPutAside: boolean;
  /** People asked to sign in again before the session ends: the epoch of the token that is to be replaced (L1). */
  readonly signingInEarly: number | null;
  /** "Not now": what is locked is not said again until the next start; the settings still say it. */
  readonly recoveryPutAside: boolean;
  /** Somebody has only just signed in here: what this new device cannot read yet is offered at once (D12). */
  readonly justSignedIn: boolean;
}

export const useLayout = perAccount<Layout>(() => ({
  dialog: null,
  settingsAt: null,
  membersShown: false,
  expiredPutAside: false,
  signingInEarly: null,
  recoveryPutAside: false,
  justSignedIn: false,
}));

export const showDialog = (dialog: OpenDialog, slot = onScreen()): void => useLayout.of(slot).setState({ dialog, settingsAt: null });
export const showUpdates = (): void => useLayout.setState({ dialog: 'settings', settingsAt: 'updates' });
export const toggleMembers = (): void => useLayout.setState(({ membersShown }) => ({ membersShown: !membersShown }));
export const putExpiredAside = (expiredPutAside: boolean, slot = onScreen()): void => useLayout.of(slot).setState({ expiredPutAside });
export const putRecoveryAside = (): void => useLayout.setState({ recoveryPutAside: true });
export const signInEarly = (signingInEarly: number | null): void => useLayout.setState({ signingInEarly });
