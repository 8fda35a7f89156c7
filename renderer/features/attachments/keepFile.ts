import { longestPiece } from '../../../core/features/attachments/longestPiece.ts';
import { callHost } from '../../bridge/host.ts';

/** Hands a file to main, piece by piece, so that nobody ever has it in memory whole. `onBytes`: so many more are there. */
export async function keepFile(id: string, blob: Blob, slot: string, onBytes: (count: number) => void): Promise<void> {
  for (let at = 0; ; at += longestPiece) {
    const bytes = new Uint8Array(await blob.slice(at, at + longestPiece).arrayBuffer());
    const isLast = at + longestPiece >= blob.size;
    await callHost('keepFile', { id, at, bytes, isLast }, slot);
    onBytes(bytes.length);
    if (isLast) return;
  }
}
