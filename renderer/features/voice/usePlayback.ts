import { useEffect, useRef, useState } from 'react';
import { report } from '../../bridge/host.ts';

interface Playing {
  readonly context: AudioContext;
  readonly source: AudioBufferSourceNode;
}

/** Plays what has no address. */
export function usePlayback(sound: Blob): { readonly isPlaying: boolean; readonly toggle: () => void } {
  const [isPlaying, setPlaying] = useState(false);
  const playing = useRef<Playing | null>(null);
  const stop = (): void => {
    void playing.current?.context.close();
    playing.current = null;
    setPlaying(false);
  };
  async function play(): Promise<void> {
    setPlaying(true);
    const context = new AudioContext();
    const source = context.createBufferSource();
    playing.current = { context, source };
    source.buffer = await context.decodeAudioData(await sound.arrayBuffer());
    // Stopped while it was being read.
    if (playing.current?.context !== context) return;
    source.connect(context.destination);
    source.addEventListener('ended', stop);
    source.start();
  }
  useEffect(
    () => () => {
      void playing.current?.context.close();
      playing.current = null;
    },
    [sound],
  );
  const toggle = (): void => {
    if (playing.current) return stop();
    play().catch((cause: unknown) => {
      report('listening to a recording', cause);
      stop();
    });
  };
  return { isPlaying, toggle };
}
