import type { Relation, Written } from '../../../core/features/sending/calls.ts';
import type { RoomId, TxnId } from '../../../core/ids.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { callHost, report } from '../../bridge/host.ts';
import { toError } from '../../bridge/toError.ts';
import { changeTray, trayOf, useTray, useTrays, type Chosen, type Tray } from './tray.ts';
import { keepFile } from './keepFile.ts';
import type { Prepared } from './prepared.ts';

type Ready = Chosen & { readonly prepared: { readonly is: 'ready'; readonly as: Prepared } };

const isReady = (one: Chosen): one is Ready => one.prepared.is === 'ready';

/** Something is chosen, and all of it can go. */
function maySend(files: readonly Chosen[], limitBytes: number | null): files is readonly Ready[] {
  return files.every((one) => isReady(one) && !isTooLarge(one, limitBytes));
}

export const isTooLarge = ({ prepared }: Chosen, limitBytes: number | null): boolean =>
  prepared.is === 'ready' && limitBytes !== null && prepared.as.blob.size > limitBytes;

export const useHasAttached = (roomId: RoomId): boolean => useTray(roomId).files.length > 0;

interface Said {
  readonly caption: Written | null;
  readonly relation: Relation;
}

interface With {
  /** Goes with the last file. */
  readonly caption: () => Promise<Written | null>;
  /** What the first file answers. */
  readonly relation: Relation;
}

/**
 * Each file is sealed by main first, and then put into the outbox, in their order: what is in the outbox is whole. Files that are being sealed
 * already are waited for, so that nothing overtakes them. `none`: there are none to be sent. What is not sent stays in the tray.
 */
export async function sendAttached(roomId: RoomId, what: With, slot: string): Promise<'none' | 'sent' | 'left'> {
  await when(roomId, slot, ({ keeping }) => keeping === null);
  if (trayOf(roomId, slot).files.length === 0) return 'none';
  await when(roomId, slot, (tray) => tray.files.every(({ prepared }) => prepared.is !== 'reading'));
  const caption = await what.caption();
  const { files, keeping } = trayOf(roomId, slot);
  if (keeping !== null || !maySend(files, useTrays.of(slot).getState().limitBytes)) return 'left';
  return (await sendAll(roomId, files, { ...what, caption }, slot)) ? 'sent' : 'left';
}

/** Resolves once all are in. */
async function sendAll(roomId: RoomId, files: readonly Ready[], { caption, relation }: Said, slot: string): Promise<boolean> {
  const total = files.reduce((sum, one) => sum + sizeOf(one), 0);
  let kept = 0;
  const onBytes = (count: number): void => {
    kept += count;
    changeTray(roomId, slot, (tray) => ({ ...tray, keeping: total === 0 ? 1 : kept / total }));
  };
  changeTray(roomId, slot, (tray) => ({ ...tray, keeping: 0, error: null }));
  try {
    for (const [at, one] of files.entries()) {
      const isLast = at === files.length - 1;
      const what = { caption: isLast ? caption : null, relation: at === 0 ? relation : null };
      await sendOne(roomId, { id: one.id, name: one.file.name, as: one.prepared.as }, what, slot, onBytes);
      changeTray(roomId, slot, (tray) => ({ ...tray, files: tray.files.filter(({ id }) => id !== one.id) }));
    }
    return true;
  } catch (cause) {
    changeTray(roomId, slot, (tray) => ({ ...tray, keeping: null, error: toError(cause) }));
    report('attaching', cause);
    return false;
  }
}

function when(roomId: RoomId, slot: string, isSo: (tray: Tray) => boolean): Promise<void> {
  if (isSo(trayOf(roomId, slot))) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = useTrays.of(slot).subscribe(() => {
      if (!isSo(trayOf(roomId, slot))) return;
      stop();
      resolve();
    });
  });
}

const sizeOf = ({ prepared: { as } }: Ready): number => as.blob.size + (as.thumbnail?.blob.size ?? 0);

interface ToSend {
  readonly id: string;
  readonly name: string;
  readonly as: Prepared;
}

/** Rejects where it could not be kept; then nothing of it stays. */
export async function sendOne(
  roomId: RoomId,
  one: ToSend,
  what: Said,
  slot: string,
  onBytes = (_count: number): void => undefined,
): Promise<void> {
  const { id } = one;
  const { blob, thumbnail, preview: _preview, ...as } = one.as;
  const thumbnailId = crypto.randomUUID();
  try {
    if (thumbnail) await keepFile(thumbnailId, thumbnail.blob, slot, onBytes);
    await keepFile(id, blob, slot, onBytes);
    const small = thumbnail && { id: thumbnailId, mime: thumbnail.blob.type, size: thumbnail.blob.size, ...sideOf(thumbnail) };
    const name = one.name.slice(0, 500) || 'file';
    const toSend = { ...as, id, name, size: blob.size, thumbnail: small };
    await callEngineSurely('sendFile', { roomId, txnId: id as TxnId, file: toSend, ...what }, slot);
  } catch (cause) {
    for (const left of [id, thumbnailId]) callHost('dropFile', { id: left }, slot).catch(() => undefined);
    throw cause;
  }
}

const sideOf = ({ width, height }: { readonly width: number; readonly height: number }) => ({ width, height });
