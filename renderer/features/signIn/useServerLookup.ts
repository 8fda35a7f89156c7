import { useEffect, useRef, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import type { ServerLookup } from '../../../core/features/signIn/hostCalls.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';

const waitMs = 350;

export interface LookUp {
  readonly state: Async<ServerLookup>;
  /** Not waiting for a pause in the typing; what is known or under way is not asked for again. */
  readonly now: () => void;
}

/** Looks up what is typed once typing pauses; an answer that comes after the text has changed again is dropped. */
export function useServerLookup(text: string): LookUp {
  const [lookup, setLookup] = useState<{ readonly text: string; readonly state: Async<ServerLookup> }>({ text: '', state: { is: 'idle' } });
  const wanted = useRef('');
  const timer = useRef(0);
  const typed = text.trim();
  const state = lookup.text === typed && typed !== '' ? lookup.state : idle;

  function start(): void {
    window.clearTimeout(timer.current);
    setLookup({ text: typed, state: { is: 'loading' } });
    void ask(typed).then((answer) => {
      if (wanted.current === typed) setLookup({ text: typed, state: answer });
    });
  }
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });

  useEffect(() => {
    wanted.current = typed;
    if (typed === '') return undefined;
    timer.current = window.setTimeout(() => latest.current(), waitMs);
    return () => window.clearTimeout(timer.current);
  }, [typed]);

  const settled = state.is === 'loading' || (state.is === 'ready' && state.value.is === 'found');
  return { state, now: () => typed !== '' && !settled && start() };
}

const idle: Async<ServerLookup> = { is: 'idle' };

async function ask(text: string): Promise<Async<ServerLookup>> {
  try {
    return { is: 'ready', value: await callHost('lookUpServer', { text }) };
  } catch (cause) {
    return { is: 'failed', error: toError(cause) };
  }
}
