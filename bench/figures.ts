/** What is measured, with its target and what others reach, as the issue "Latchkey runs" states them. */
export interface Figure {
  readonly words: string;
  readonly unit: 'ms' | 'MB' | 'count';
  /** At most. */
  readonly target: number | null;
  /** Element Web 1.12 and Cinny 4.12 in the same Electron 33 on 2 cores with 10 rooms, medians. */
  readonly element: string;
  readonly cinny: string;
}

export const figures = {
  painted: { words: 'process start → painted from the snapshot', unit: 'ms', target: 750, element: '2,290', cinny: '1,460' },
  live: { words: 'process start → live sync', unit: 'ms', target: 1600, element: '–', cinny: '–' },
  packagedPainted: { words: 'the packaged application: process start → painted', unit: 'ms', target: 750, element: '–', cinny: '–' },
  packagedLive: { words: 'the packaged application: process start → live sync', unit: 'ms', target: 1600, element: '–', cinny: '–' },
  dialog: { words: '401 that confirms it → dialog', unit: 'ms', target: 50, element: '70', cinny: '–' },
  resumed: { words: 'login answer → live sync', unit: 'ms', target: 150, element: '713 (usable)', cinny: '–' },
  queueSent: { words: 'login answer → queued message sent by itself', unit: 'ms', target: null, element: 'left unsent', cinny: '–' },
  erased: { words: 'hard 401 → all erased, notice on screen', unit: 'ms', target: 1000, element: '–', cinny: '–' },
  switchMedian: { words: 'room switch, median of a run', unit: 'ms', target: null, element: '204', cinny: '74' },
  switchP95: { words: 'room switch, p95 of a run', unit: 'ms', target: 50, element: '291', cinny: '90' },
  switchFirst: { words: 'first visit of a room, median of a run', unit: 'ms', target: null, element: '–', cinny: '–' },
  switchWorst: { words: 'room switch, worst of a run', unit: 'ms', target: null, element: '–', cinny: '–' },
  refreshFailed: { words: 'requests that fail around a token refresh', unit: 'count', target: 0, element: '–', cinny: '–' },
  refreshDuring: { words: 'message sent → on screen, while a token is refreshed', unit: 'ms', target: null, element: '–', cinny: '–' },
  refreshBetween: { words: 'message sent → on screen, between two refreshes', unit: 'ms', target: null, element: '–', cinny: '–' },
  stormDialog: { words: 'ten 401s at once: the first one → dialog', unit: 'ms', target: null, element: '–', cinny: '–' },
  stormConfirmed: { words: 'ten 401s at once: the one that confirms them → dialog', unit: 'ms', target: 50, element: '–', cinny: '–' },
  stormDialogs: { words: 'ten 401s at once: dialogs', unit: 'count', target: 1, element: '–', cinny: '–' },
  stormProbes: { words: 'ten 401s at once: questions to the server', unit: 'count', target: 1, element: '–', cinny: '–' },
  memory: { words: 'memory idle, sum of PSS', unit: 'MB', target: 400, element: '446', cinny: '354' },
} satisfies Record<string, Figure>;

export const sizeFigures = {
  pageScripts: { words: 'page scripts', unit: 'MB', target: 1, element: '7.2 (at start)', cinny: '4.0 (at start)' },
  engineScripts: { words: 'engine scripts', unit: 'MB', target: 1.5, element: '–', cinny: '–' },
  engineWasm: { words: 'engine WebAssembly', unit: 'MB', target: null, element: '–', cinny: '–' },
  asar: { words: 'app.asar', unit: 'MB', target: null, element: '–', cinny: '–' },
  deb: { words: 'the .deb', unit: 'MB', target: 100, element: 'above 100', cinny: '–' },
  tarball: { words: 'the .tar.gz', unit: 'MB', target: null, element: '–', cinny: '–' },
  rpm: { words: 'the .rpm', unit: 'MB', target: null, element: '–', cinny: '–' },
  installed: { words: 'the unpacked application', unit: 'MB', target: null, element: '–', cinny: '–' },
  all: { words: 'all of out/', unit: 'MB', target: null, element: '–', cinny: '–' },
} satisfies Record<string, Figure>;
