import type { RoomId } from '../../../core/ids.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { listenHost, report, tellHost } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { eachAccount } from '../../bridge/perAccount.ts';
import { DraftWriter } from './draftWriter.ts';

const writersBy = eachAccount(
  () => new Map<RoomId, DraftWriter>(),
  (writers) => {
    for (const writer of writers.values()) writer.drop();
  },
);
const writersOf = writersBy.of;

const all = (): readonly DraftWriter[] => writersBy.entries().flatMap(([, writers]) => [...writers.values()]);

function makeWriter(roomId: RoomId, text: string, slot: string): DraftWriter {
  const writer = new DraftWriter(text, (next) =>
    callEngineSurely('setDraft', { roomId, text: next }, slot).catch((cause: unknown) => report('draft not kept', cause)),
  );
  writersOf(slot).set(roomId, writer);
  return writer;
}

/** The draft if it has been read already: going back to a room must not wait for it. */
export function knownDraft(roomId: RoomId, slot = onScreen()): string | null {
  return writersOf(slot).get(roomId)?.text ?? null;
}

/** Reads the kept draft; what was typed in the meantime wins. */
export async function readDraft(roomId: RoomId, slot = onScreen()): Promise<string> {
  const known = writersOf(slot).get(roomId);
  if (known) return known.text;
  const kept = await callEngineSurely('getDraft', { roomId }, slot);
  return (writersOf(slot).get(roomId) ?? makeWriter(roomId, kept, slot)).text;
}

export function writeDraft(roomId: RoomId, text: string, slot = onScreen()): void {
  (writersOf(slot).get(roomId) ?? makeWriter(roomId, '', slot)).change(text);
}

/** Before the room goes away, and when a message takes the draft's place. */
export function flushDraft(roomId: RoomId, slot = onScreen()): void {
  writersOf(slot).get(roomId)?.flush();
}

/** Before the page goes away: those of all accounts. */
export function flushDrafts(): void {
  for (const writer of all()) writer.flush();
}

/** The app quits once the last text of every draft is durable; main does not wait for long. */
export function followQuitting(): () => void {
  return listenHost('quitting', (quitting) => {
    if (quitting) void Promise.all(all().map((writer) => writer.settled())).finally(() => tellHost('readyToQuit', {}));
  });
}
