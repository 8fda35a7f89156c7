/** MSC1767: each from 0 to 1024. */
const loudest = 1024;
const most = 100;

/** As many bars as fit, each as loud as the loudest moment in it. `levels`: from 0 to 1. */
export function waveformOf(levels: readonly number[], bars = most): readonly number[] {
  const count = Math.min(bars, levels.length);
  return Array.from({ length: count }, (_, bar) => {
    const part = levels.slice(Math.floor((bar * levels.length) / count), Math.ceil(((bar + 1) * levels.length) / count));
    return Math.round(Math.min(1, Math.max(0, ...part)) * loudest);
  });
}

/** How loud samples around 128 are, from 0 to 1; what is quiet is drawn a little louder, as ears have it. */
export function levelOf(samples: Uint8Array): number {
  let sum = 0;
  for (const sample of samples) sum += ((sample - 128) / 128) ** 2;
  return Math.min(1, Math.sqrt(Math.sqrt(sum / Math.max(1, samples.length)) * 2));
}
