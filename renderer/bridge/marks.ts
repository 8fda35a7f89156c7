import { tellHost } from './host.ts';

const told = new Set<string>();

/** Tells main that this has happened now. */
export function mark(name: string): void {
  tellHost('mark', { name, at: performance.timeOrigin + performance.now() });
}

/** Tells main the moment at which what was just rendered has been on screen: the frame after the next one begins. */
export function markWhenPainted(name: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => mark(name));
  });
}

export function markOnceWhenPainted(name: string): void {
  if (told.has(name)) return;
  told.add(name);
  markWhenPainted(name);
}
