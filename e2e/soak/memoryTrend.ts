export interface Sample {
  /** Since the beginning of the run. */
  readonly minutes: number;
  readonly megabytes: number;
}

/** All processes together, and each by itself. */
export interface WholeSample extends Sample {
  readonly byProcess: ReadonlyMap<string, number>;
}

/** How each process has grown, in megabytes a minute, the most first; of those that were there all the time. */
export function growthByProcess(samples: readonly WholeSample[]): readonly (readonly [string, number])[] {
  const names = [...(samples.at(-1)?.byProcess.keys() ?? [])];
  return names
    .flatMap((name) => {
      const own = samples.flatMap(({ minutes, byProcess }) => {
        const megabytes = byProcess.get(name);
        return megabytes === undefined ? [] : [{ minutes, megabytes }];
      });
      const trend = own.length === samples.length ? trendOf(own) : null;
      return trend ? [[name, trend.megabytesPerMinute] as const] : [];
    })
    .toSorted(([, a], [, b]) => b - a);
}

export interface Trend {
  readonly megabytesPerMinute: number;
  readonly from: number;
  readonly to: number;
  readonly least: number;
  readonly most: number;
}

/** The straight line through the second half of the samples, by least squares: the first half is the warm-up. */
export function trendOf(samples: readonly Sample[]): Trend | null {
  const later = samples.slice(Math.floor(samples.length / 2));
  if (later.length < 3) return null;
  const mean = (of: (sample: Sample) => number): number => later.reduce((sum, sample) => sum + of(sample), 0) / later.length;
  const middle = { minutes: mean((one) => one.minutes), megabytes: mean((one) => one.megabytes) };
  const spread = mean(({ minutes }) => (minutes - middle.minutes) ** 2);
  const together = mean(({ minutes, megabytes }) => (minutes - middle.minutes) * (megabytes - middle.megabytes));
  const values = later.map(({ megabytes }) => megabytes);
  return {
    megabytesPerMinute: together / spread,
    from: later[0]!.minutes,
    to: later.at(-1)!.minutes,
    least: Math.min(...values),
    most: Math.max(...values),
  };
}
