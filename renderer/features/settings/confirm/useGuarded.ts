import { useEffect, useRef, useState, type RefObject } from 'react';
import type { AppError } from '../../../../core/errors.ts';
import type { AccountOutcome, Confirmation } from '../../../../core/features/account/ownAccount.ts';
import { callHost, tellHost } from '../../../bridge/host.ts';
import { toError } from '../../../bridge/toError.ts';
import { useSlot } from '../../../bridge/perAccount.ts';

type GuardedState =
  | { readonly is: 'idle' }
  | { readonly is: 'busy' }
  | { readonly is: 'asking'; readonly confirmation: Confirmation; readonly busy: boolean }
  | { readonly is: 'failed'; readonly error: AppError };

/** Something that the server may want to have confirmed first. `onDone`: once the server has done it. */
export interface Guarded {
  readonly state: GuardedState;
  readonly run: (call: (slot: string) => Promise<AccountOutcome>) => void;
  readonly byPassword: (password: string) => void;
  readonly inBrowser: (stage: string) => void;
  readonly check: () => void;
  readonly cancel: () => void;
}

export function useGuarded(onDone: () => void): Guarded {
  const slot = useSlot();
  const [state, setState] = useState<GuardedState>({ is: 'idle' });
  const turn = useRef(0);
  const asked = state.is === 'asking' ? state.confirmation : null;
  useCancelledWithPage(slot, asked?.id ?? null, turn);
  const finished = useRef(onDone);
  useEffect(() => {
    finished.current = onDone;
  });

  function follow(answer: Promise<AccountOutcome>): void {
    const mine = ++turn.current;
    answer.then(
      (outcome) => {
        if (mine !== turn.current) return;
        setState(outcome.is === 'done' ? { is: 'idle' } : { is: 'asking', confirmation: outcome.confirmation, busy: false });
        if (outcome.is === 'done') finished.current();
      },
      (cause: unknown) => {
        if (mine === turn.current) setState({ is: 'failed', error: toError(cause) });
      },
    );
  }
  function answer(send: (id: number) => Promise<AccountOutcome>): void {
    if (!asked) return;
    setState({ is: 'asking', confirmation: asked, busy: true });
    follow(send(asked.id));
  }

  return {
    state,
    run: (call) => {
      setState({ is: 'busy' });
      follow(call(slot));
    },
    byPassword: (password) => answer((id) => callHost('confirmByPassword', { id, password }, slot)),
    inBrowser: (stage) => answer((id) => callHost('confirmInBrowser', { id, stage }, slot)),
    check: () => answer((id) => callHost('confirmDone', { id }, slot)),
    cancel: () => {
      turn.current += 1;
      if (asked) tellHost('confirmCancelled', { id: asked.id }, slot);
      setState({ is: 'idle' });
    },
  };
}

/** A question that can no longer be answered must not wait in main, which may hold a password for it. */
function useCancelledWithPage(slot: string, asked: number | null, turn: RefObject<number>): void {
  const question = useRef<number | null>(null);
  question.current = asked;
  useEffect(
    () => () => {
      turn.current += 1;
      if (question.current !== null) tellHost('confirmCancelled', { id: question.current }, slot);
    },
    [slot, turn],
  );
}
