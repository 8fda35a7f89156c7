import { useState } from 'react';

export interface Zoom {
  /** 1: all of it fits the window. */
  readonly scale: number;
  /** CSS pixels from the middle. */
  readonly x: number;
  readonly y: number;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly fit: () => void;
  /** Around a point, measured from the middle of the window. */
  readonly by: (factor: number, x: number, y: number) => void;
  readonly pan: (dx: number, dy: number) => void;
}

const step = 1.5;
const largest = 16;

export function useZoom(): Zoom {
  const [{ scale, x, y }, set] = useState({ scale: 1, x: 0, y: 0 });
  const by = (factor: number, toX: number, toY: number): void =>
    set((now) => {
      const next = Math.min(largest, Math.max(1, now.scale * factor));
      if (next === 1) return { scale: 1, x: 0, y: 0 };
      // What lies under the pointer stays there.
      const moved = next / now.scale;
      return { scale: next, x: toX - (toX - now.x) * moved, y: toY - (toY - now.y) * moved };
    });
  return {
    ...{ scale, x, y, by },
    larger: () => by(step, 0, 0),
    smaller: () => by(1 / step, 0, 0),
    fit: () => set({ scale: 1, x: 0, y: 0 }),
    pan: (dx, dy) => set((now) => (now.scale === 1 ? now : { ...now, x: now.x + dx, y: now.y + dy })),
  };
}
