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

/**
 * How the second half of the samples goes, the first half being the warm-up: the median of the slopes between any two of them. A few
 * samples that were taken while an engine was beginning anew, and so without it, move nothing.
 */
export function trendOf(samples: readonly Sample[]): Trend | null {
  const later = samples.slice(Math.floor(samples.length / 2));
  if (later.length < 3) return null;
  const slopes = later.flatMap((one, at) =>
    later.slice(at + 1).map((other) => (other.megabytes - one.megabytes) / (other.minutes - one.minutes)),
  );
  const values = later.map(({ megabytes }) => megabytes);
  return {
    megabytesPerMinute: median(slopes),
    from: later[0]!.minutes,
    to: later.at(-1)!.minutes,
    least: Math.min(...values),
    most: Math.max(...values),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
