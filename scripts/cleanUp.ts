/** What a program started and has to end, in reverse order of starting, however the program ends. */
export interface CleanUp {
  add(what: string, end: () => unknown): void;
  /** Ends everything once; a part that fails is told and does not keep the others. */
  run(): Promise<void>;
}

const deadlineMs = 15_000;

/** Also cleans up on Ctrl+C, `kill` and a closed terminal; then the exit code is that of the signal. */
export function cleanUpAtEnd(): CleanUp {
  const parts: { what: string; end: () => unknown }[] = [];
  let running: Promise<void> | null = null;

  async function endAll(): Promise<void> {
    for (const { what, end } of parts.reverse()) {
      try {
        await inTime(Promise.resolve(end()));
      } catch (cause) {
        console.error(`could not end ${what}: ${cause instanceof Error ? cause.message : cause}`);
      }
    }
  }

  const run = (): Promise<void> => (running ??= endAll());
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => void run().then(() => process.exit(128 + number)));
  }
  // A terminal that was closed answers every further word with an error, which must not keep us from going on.
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', () => undefined);
  return { add: (what, end) => void parts.push({ what, end }), run };
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${deadlineMs / 1000} s`)), deadlineMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
