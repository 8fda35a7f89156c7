import type { UploadProgress } from '../../../core/features/attachments/hostCalls.ts';
import { listenHost } from '../../bridge/host.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** The account's files that are on their way. */
export const useUploads = perAccount<{ readonly under: ReadonlyMap<string, UploadProgress> }>(() => ({ under: new Map() }));

export function followUploads(): () => void {
  return listenHost('uploads', (progress, slot) =>
    useUploads.of(slot).setState({ under: new Map(progress.map((one) => [one.id, one] as const)) }),
  );
}
