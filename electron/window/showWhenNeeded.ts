import type { BrowserWindow } from 'electron';
import type { Phase, SessionState } from '../../core/session/states.ts';

/** Whether an account in this phase waits for somebody, so that no message comes until they have seen it. */
const waitsForSomebody: Readonly<Record<Phase, boolean>> = {
  starting: false,
  // Nobody expects a message; whoever wants one opens the window.
  signedOut: false,
  signingIn: false,
  opening: false,
  active: false,
  checking: false,
  refreshing: false,
  rejected: true,
  expired: true,
  resuming: false,
  locked: true,
  signingOut: false,
  erasing: false,
  erased: true,
  keychainUnreadable: true,
  keychainUnavailable: true,
  keyMissing: true,
  keyUnusable: true,
  storeCorrupt: true,
};

const needsSomebody = (phase: Phase): boolean => waitsForSomebody[phase];

/**
 * A window that was started hidden comes up by itself, behind what people are doing, where no message would come until they have seen it.
 */
export function showWhenNeeded(page: BrowserWindow, states: readonly SessionState[]): (state: SessionState) => void {
  let isAwaited = !page.isVisible();
  page.once('show', () => (isAwaited = false));
  const heard = ({ phase }: SessionState): void => {
    if (isAwaited && !page.isDestroyed() && needsSomebody(phase)) page.showInactive();
  };
  states.forEach(heard);
  return heard;
}
