import { useEffect, useRef, useState } from 'react';
import type { Async } from '../../../core/async.ts';
import type { ServerLookup } from '../../../core/features/signIn/hostCalls.ts';
import { callHost } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';

const waitMs = 350;

/** Looks up what is typed once typing pauses; an answer that comes after the text has changed again is dropped. */
export function useServerLookup(text: string): Async<ServerLookup> {
  const [lookup, setLookup] = useState<{ readonly text: string; readonly state: Async<ServerLookup> }>({ text: '', state: { is: 'idle' } });
  const wanted = useRef('');
  const typed = text.trim();

  useEffect(() => {
    wanted.current = typed;
    if (typed === '') return undefined;
    const timer = window.setTimeout(() => {
      setLookup({ text: typed, state: { is: 'loading' } });
      void ask(typed).then((state) => {
        if (wanted.current === typed) setLookup({ text: typed, state });
      });
    }, waitMs);
    return () => window.clearTimeout(timer);
  }, [typed]);

  return lookup.text === typed && typed !== '' ? lookup.state : { is: 'idle' };
}

async function ask(text: string): Promise<Async<ServerLookup>> {
  try {
    return { is: 'ready', value: await callHost('lookUpServer', { text }) };
  } catch (cause) {
    return { is: 'failed', error: toError(cause) };
  }
}
