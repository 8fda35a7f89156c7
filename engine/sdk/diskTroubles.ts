import type { DiskTrouble } from '../../core/features/status/model.ts';

/** Several things are kept on the disk, and what one of them meets is not over because another met nothing. */
export function diskTroubles(show: (trouble: DiskTrouble | null) => void): (source: string) => (trouble: DiskTrouble | null) => void {
  const met = new Map<string, DiskTrouble>();
  return (source) => (trouble) => {
    if (trouble === null) met.delete(source);
    else met.set(source, trouble);
    show([...met.values()][0] ?? null);
  };
}
