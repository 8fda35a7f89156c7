import type { KeyBackup } from '../../../core/features/keys/model.ts';
import { listenEngine, callEngine } from '../../bridge/engineLink.ts';
import { perAccount, useSlot } from '../../bridge/perAccount.ts';
import { useEffect, useRef, useState } from 'react';

export const useKeyBackup = perAccount<{ readonly backup: KeyBackup }>(() => ({ backup: { is: 'unknown' } }));

export function followKeyBackup(slot: string): () => void {
  return listenEngine('keyBackup', {}, (backup) => useKeyBackup.of(slot).setState({ backup }), slot);
}

/** No longer is anybody kept from leaving. */
const limitMs = 15_000;
/** The way out appears under the pointer that has just pressed, perhaps twice. */
const pressAgainMs = 700;

export type KeysOnTheWay =
  { readonly is: 'idle' } | { readonly is: 'sending'; readonly long: boolean } | { readonly is: 'left'; readonly left: number | null };

export interface KeysSent {
  readonly state: KeysOnTheWay;
  /** It takes so long, or has failed, that people may leave without. */
  readonly mayLeave: boolean;
  /** Sends the keys that the backup does not have yet, then does `leave`; what could not be sent has to be said first. */
  readonly before: (leave: () => void) => void;
  /** It is called off. */
  readonly forget: () => void;
}

export function useKeysSent(): KeysSent {
  const slot = useSlot();
  const [state, setState] = useState<KeysOnTheWay>({ is: 'idle' });
  const turn = useRef(0);
  // Whoever goes to another account meanwhile has not left this one.
  useEffect(() => () => void (turn.current += 1), []);
  function before(leave: () => void): void {
    if (useKeyBackup.of(slot).getState().backup.is !== 'on') {
      leave();
      return;
    }
    const mine = ++turn.current;
    const ended = (left: number | null): void => {
      if (mine === turn.current) setState({ is: 'left', left });
    };
    setState({ is: 'sending', long: false });
    window.setTimeout(
      () => setState((now) => (now.is === 'sending' && mine === turn.current ? { is: 'sending', long: true } : now)),
      pressAgainMs,
    );
    // An engine that does not answer must not stop anybody, either.
    const timer = window.setTimeout(() => ended(null), limitMs + 1_000);
    callEngine('sendWaitingKeys', { limitMs }, slot)
      .then(
        (sent) => {
          if (sent.is === 'left') ended(sent.left);
          else if (mine === turn.current) {
            setState({ is: 'idle' });
            leave();
          }
        },
        () => ended(null),
      )
      .finally(() => window.clearTimeout(timer));
  }
  function forget(): void {
    turn.current += 1;
    setState({ is: 'idle' });
  }
  return { state, mayLeave: state.is === 'left' || (state.is === 'sending' && state.long), before, forget };
}
