import type { RoomId } from '../../../core/ids.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { listenHost, report, tellHost } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { eachAccount } from '../../bridge/perAccount.ts';
import { DraftKeeper } from './draftKeeper.ts';

const keepersBy = eachAccount(
  () => new Map<RoomId, DraftKeeper>(),
  (keepers) => {
    for (const keeper of keepers.values()) keeper.drop();
  },
);
const keepersOf = keepersBy.of;

const all = (): readonly DraftKeeper[] => keepersBy.entries().flatMap(([, keepers]) => [...keepers.values()]);

function makeKeeper(roomId: RoomId, text: string, slot: string): DraftKeeper {
  const keeper = new DraftKeeper(text, (next) =>
    callEngineSurely('setDraft', { roomId, text: next }, slot).catch((cause: unknown) => report('draft not kept', cause)),
  );
  keepersOf(slot).set(roomId, keeper);
  return keeper;
}

/** The draft if it has been read already: going back to a room must not wait for it. */
export function knownDraft(roomId: RoomId, slot = onScreen()): string | null {
  return keepersOf(slot).get(roomId)?.text ?? null;
}

/** Reads the kept draft; what was typed in the meantime wins. */
export async function readDraft(roomId: RoomId, slot = onScreen()): Promise<string> {
  const known = keepersOf(slot).get(roomId);
  if (known) return known.text;
  const kept = await callEngineSurely('getDraft', { roomId }, slot);
  return (keepersOf(slot).get(roomId) ?? makeKeeper(roomId, kept, slot)).text;
}

export function writeDraft(roomId: RoomId, text: string, slot = onScreen()): void {
  (keepersOf(slot).get(roomId) ?? makeKeeper(roomId, '', slot)).change(text);
}

/** Before the room goes away, and when a message takes the draft's place. */
export function flushDraft(roomId: RoomId, slot = onScreen()): void {
  keepersOf(slot).get(roomId)?.flush();
}

/** Before the page goes away: those of all accounts. */
export function flushDrafts(): void {
  for (const keeper of all()) keeper.flush();
}

/** The app quits once the last text of every draft is durable; main does not wait for long. */
export function followQuitting(): () => void {
  return listenHost('quitting', (quitting) => {
    if (quitting) void Promise.all(all().map((keeper) => keeper.settled())).finally(() => tellHost('readyToQuit', {}));
  });
}
