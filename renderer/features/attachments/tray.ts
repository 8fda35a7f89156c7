import type { AppError } from '../../../core/errors.ts';
import type { RoomId } from '../../../core/ids.ts';
import { callHost, report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { toError } from '../../bridge/toError.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepared.ts';
import { firstQuality, type Quality } from './quality.ts';

/** A file that somebody has chosen for a room, and not sent yet. */
export interface Chosen {
  /** Its name here and, once it is sent, of its copy and its message. */
  readonly id: string;
  readonly file: File;
  readonly quality: Quality;
  readonly prepared: { readonly is: 'reading' | 'unreadable' } | { readonly is: 'ready'; readonly as: Prepared };
}

/** What lies over one room's composer. */
export interface Tray {
  readonly files: readonly Chosen[];
  /** How far the copies are, from 0 to 1; null: nothing is being sent. */
  readonly keeping: number | null;
  readonly error: AppError | null;
}

const empty: Tray = { files: [], keeping: null, error: null };

interface Trays {
  readonly byRoom: ReadonlyMap<RoomId, Tray>;
  /** What the server takes; null: not known. */
  readonly limitBytes: number | null;
}

export const useTrays = perAccount<Trays>(() => ({ byRoom: new Map(), limitBytes: null }));

export const useTray = (roomId: RoomId): Tray => useTrays(({ byRoom }) => byRoom.get(roomId) ?? empty);

export const trayOf = (roomId: RoomId, slot = onScreen()): Tray => useTrays.of(slot).getState().byRoom.get(roomId) ?? empty;

export function changeTray(roomId: RoomId, slot: string, change: (tray: Tray) => Tray): void {
  const store = useTrays.of(slot);
  const byRoom = new Map(store.getState().byRoom);
  const next = change(byRoom.get(roomId) ?? empty);
  if (next.files.length === 0) byRoom.delete(roomId);
  else byRoom.set(roomId, next);
  store.setState({ byRoom });
}

/** More at once are a mistake of the hand. */
const most = 50;

export function attach(roomId: RoomId, files: readonly File[], slot = onScreen()): void {
  const { files: there, keeping } = trayOf(roomId, slot);
  if (keeping !== null || files.length === 0) return;
  const chosen = files.slice(0, most - there.length).map((file): Chosen => ({
    id: crypto.randomUUID(),
    file,
    quality: firstQuality(file),
    prepared: { is: 'reading' },
  }));
  changeTray(roomId, slot, (tray) => ({ ...tray, error: null, files: [...tray.files, ...chosen] }));
  askLimit(slot);
  void readAll(roomId, chosen, slot);
}

/** One after the other: a picture takes its memory only while it is decoded. */
async function readAll(roomId: RoomId, chosen: readonly Chosen[], slot: string): Promise<void> {
  for (const one of chosen) await read(roomId, one, slot);
}

async function read(roomId: RoomId, { id, file, quality }: Chosen, slot: string): Promise<void> {
  const prepared: Chosen['prepared'] = await prepare(file, quality).then(
    (as) => ({ is: 'ready', as }),
    (cause: unknown) => {
      report('a file was not read', cause);
      return { is: 'unreadable' };
    },
  );
  // It may have gone meanwhile, or been chosen otherwise.
  changeOne(roomId, id, slot, (now) => (now.quality === quality ? { ...now, prepared } : now));
}

function changeOne(roomId: RoomId, id: string, slot: string, change: (one: Chosen) => Chosen): void {
  changeTray(roomId, slot, (tray) => ({ ...tray, files: tray.files.map((one) => (one.id === id ? change(one) : one)) }));
}

export function chooseQuality(roomId: RoomId, one: Chosen, quality: Quality, slot = onScreen()): void {
  const next: Chosen = { ...one, quality, prepared: { is: 'reading' } };
  changeOne(roomId, one.id, slot, () => next);
  void read(roomId, next, slot);
}

export function detach(roomId: RoomId, id: string, slot = onScreen()): void {
  changeTray(roomId, slot, (tray) => ({ ...tray, error: null, files: tray.files.filter((one) => one.id !== id) }));
}

/** Changes places with its neighbour. */
export function move(roomId: RoomId, id: string, by: -1 | 1, slot = onScreen()): void {
  changeTray(roomId, slot, (tray) => {
    const files = [...tray.files];
    const at = files.findIndex((one) => one.id === id);
    const [one, other] = [files[at], files[at + by]];
    if (one && other) [files[at], files[at + by]] = [other, one];
    return { ...tray, files };
  });
}

/** Asked each time that somebody attaches something: whoever runs the server may have raised it. */
function askLimit(slot: string): void {
  callHost('uploadLimit', {}, slot).then(
    ({ bytes }) => useTrays.of(slot).setState({ limitBytes: bytes }),
    (cause: unknown) => (toError(cause).code === 'offline' ? undefined : report('the limit of uploads', cause)),
  );
}
