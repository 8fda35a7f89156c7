/** What a window is told by its preload as `{type, …}` together with a port, which can cross only so. Without zod, as the page loads it. */
export const portMessages = {
  /** To the page: a port to the engine of `slot`, a new one each time that engine starts. */
  engine: 'latchkey:engine',
  /** To an engine: its ports to main and to the store. */
  ports: 'latchkey:ports',
  /** To an engine: a port to the page, a new one each time that the page has loaded. */
  page: 'latchkey:page',
} as const;
