import { tellHost } from './host.ts';

const told = new Set<string>();

/** Tells main the moment at which what was just rendered has been on screen: the frame after the next one begins. */
export function markWhenPainted(name: string): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => tellHost('mark', { name, at: performance.timeOrigin + performance.now() }));
  });
}

export function markOnceWhenPainted(name: string): void {
  if (told.has(name)) return;
  told.add(name);
  markWhenPainted(name);
}
