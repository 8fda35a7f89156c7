import type { RoomId } from '../../core/ids.ts';
import { callEngineSurely } from '../bridge/engineLink.ts';
import { report } from '../bridge/host.ts';
import { DraftKeeper } from './draftKeeper.ts';

const keepers = new Map<RoomId, DraftKeeper>();

function keeperOf(roomId: RoomId): DraftKeeper | undefined {
  return keepers.get(roomId);
}

function makeKeeper(roomId: RoomId, text: string): DraftKeeper {
  const keeper = new DraftKeeper(text, (next) => callEngineSurely('setDraft', { roomId, text: next }).catch((cause: unknown) => report('draft not kept', cause)));
  keepers.set(roomId, keeper);
  return keeper;
}

/** The draft if it has been read already: going back to a room must not wait for it. */
export function knownDraft(roomId: RoomId): string | null {
  return keeperOf(roomId)?.text ?? null;
}

/** Reads the kept draft; what was typed in the meantime wins. */
export async function readDraft(roomId: RoomId): Promise<string> {
  const known = keeperOf(roomId);
  if (known) return known.text;
  const kept = await callEngineSurely('getDraft', { roomId });
  return (keeperOf(roomId) ?? makeKeeper(roomId, kept)).text;
}

export function writeDraft(roomId: RoomId, text: string): void {
  (keeperOf(roomId) ?? makeKeeper(roomId, '')).change(text);
}

/** Before the room goes away, and when a message takes the draft's place. */
export function flushDraft(roomId: RoomId): void {
  keeperOf(roomId)?.flush();
}

/** Before the page goes away. */
export function flushDrafts(): void {
  for (const keeper of keepers.values()) keeper.flush();
}

/** Resolves once the last text of every draft is durable. */
export async function draftsKept(): Promise<void> {
  await Promise.all([...keepers.values()].map((keeper) => keeper.settled()));
}

export function forgetDrafts(): void {
  for (const keeper of keepers.values()) keeper.drop();
  keepers.clear();
}
