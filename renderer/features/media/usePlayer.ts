import { useRef, useState, type RefObject } from 'react';

export interface Player {
  readonly ref: RefObject<HTMLAudioElement | null>;
  readonly playing: boolean;
  /** Seconds. */
  readonly at: number;
  /** Seconds: what was announced, until the file says. */
  readonly length: number;
  readonly isLengthKnown: boolean;
  readonly speed: number;
  readonly toggle: () => void;
  readonly faster: () => void;
  readonly seek: (at: number) => void;
  readonly events: Readonly<Record<'onPlay' | 'onPause' | 'onEnded' | 'onTimeUpdate' | 'onDurationChange', () => void>>;
}

const speeds = [1, 1.5, 2, 0.75] as const;

/** Two at once would be heard by nobody. */
function pauseOthers(own: HTMLMediaElement): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video')) if (other !== own) other.pause();
}

export function usePlayer(announced: number): Player {
  const ref = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState({ playing: false, at: 0, length: announced });
  const [step, setStep] = useState(0);
  const speed = speeds[step % speeds.length] ?? 1;
  const set = (change: Partial<typeof state>): void => setState((before) => ({ ...before, ...change }));
  const audio = (act: (element: HTMLAudioElement) => void): void => {
    if (ref.current) act(ref.current);
  };
  return {
    ref,
    ...state,
    isLengthKnown: state.length > 0,
    speed,
    toggle: () =>
      audio((element) => {
        if (!element.paused) return element.pause();
        pauseOthers(element);
        element.playbackRate = speed;
        // Why it does not play, its `error` event says.
        element.play().catch(() => undefined);
      }),
    faster: () => {
      const next = speeds[(step + 1) % speeds.length] ?? 1;
      setStep(step + 1);
      audio((element) => (element.playbackRate = next));
    },
    seek: (at) =>
      audio((element) => {
        element.currentTime = at;
        set({ at });
      }),
    events: {
      onPlay: () => set({ playing: true }),
      onPause: () => set({ playing: false }),
      onEnded: () => set({ playing: false, at: 0 }),
      onTimeUpdate: () => audio(({ currentTime }) => set({ at: currentTime })),
      onDurationChange: () => audio(({ duration }) => (Number.isFinite(duration) ? set({ length: duration }) : undefined)),
    },
  };
}
