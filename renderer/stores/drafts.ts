import type { RoomId } from '../../core/ids.ts';
import { callEngineSurely } from '../bridge/engineLink.ts';
import { report } from '../bridge/host.ts';

interface Draft {
  text: string;
  /** What the engine has kept durably; differs while a write is due or under way. */
  kept: string;
  timer: number | null;
}

const drafts = new Map<RoomId, Draft>();
const waitMs = 300;

/** The draft if it has been read already: going back to a room must not wait for it. */
export function knownDraft(roomId: RoomId): string | null {
  return drafts.get(roomId)?.text ?? null;
}

/** Reads the kept draft; what was typed in the meantime wins. */
export async function readDraft(roomId: RoomId): Promise<string> {
  const kept = await callEngineSurely('getDraft', { roomId });
  const known = drafts.get(roomId);
  if (known) return known.text;
  drafts.set(roomId, { text: kept, kept, timer: null });
  return kept;
}

/** Remembered at once, durable 300 ms after the last key. */
export function writeDraft(roomId: RoomId, text: string): void {
  const draft = drafts.get(roomId) ?? { text, kept: '', timer: null };
  draft.text = text;
  drafts.set(roomId, draft);
  if (draft.timer !== null) window.clearTimeout(draft.timer);
  draft.timer = window.setTimeout(() => keep(roomId), waitMs);
}

/** Before the room or the page goes away, and before a message takes the draft's place. */
export function flushDraft(roomId: RoomId): void {
  if (drafts.get(roomId)?.timer != null) keep(roomId);
}

export function flushDrafts(): void {
  for (const roomId of drafts.keys()) flushDraft(roomId);
}

export function forgetDrafts(): void {
  for (const { timer } of drafts.values()) if (timer !== null) window.clearTimeout(timer);
  drafts.clear();
}

function keep(roomId: RoomId): void {
  const draft = drafts.get(roomId);
  if (!draft) return;
  if (draft.timer !== null) window.clearTimeout(draft.timer);
  draft.timer = null;
  const { text } = draft;
  if (text === draft.kept) return;
  callEngineSurely('setDraft', { roomId, text })
    .then(() => {
      draft.kept = text;
    })
    .catch((cause: unknown) => report('draft not kept', cause));
}
