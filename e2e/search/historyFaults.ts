/** Lines of an app's log by which its history is not what the SDK has in its timelines (`engine/sdk/saved/historyComparer.sdk.ts`). */
export function historyFaults(log: string): readonly string[] {
  const faults = log.split('\n').filter((line) => /the history of \S+ is not the SDK's|the history could not be saved/.test(line));
  // The app writes a line into its file and to its output.
  return [...new Set(faults)];
}

/** How many accounts' histories were compared, each since a start. */
export const historiesCompared = (log: string): number => log.split('the history is compared with').length - 1;

/** How many accounts' decrypted histories were compared, each since a start (`engine/sdk/healing/clearComparer.sdk.ts`). */
export const decryptionsCompared = (log: string): number => log.split('what was decrypted of the history is what the SDK').length - 1;
