import type { EventId, RoomId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';

export interface Forwarding {
  readonly from: RoomId;
  /** In the order in which they were said. */
  readonly eventIds: readonly EventId[];
  readonly encrypted: boolean;
}

/** What is to be sent on, while it is asked where to. */
export const useForwarding = perAccount<{ readonly of: Forwarding | null }>(() => ({ of: null }));

export function startForwarding(from: RoomId, items: readonly MessageItem[], slot = onScreen()): void {
  const eventIds = items.flatMap(({ eventId }) => eventId ?? []);
  const encrypted = items.some((item) => item.encrypted);
  if (eventIds.length > 0) useForwarding.of(slot).setState({ of: { from, eventIds, encrypted } });
}

export const stopForwarding = (slot = onScreen()): void => useForwarding.of(slot).setState({ of: null });

/** One after the other, so that they arrive as they were said; each is sent once, however often it is asked for. */
export async function forward({ from, eventIds }: Forwarding, to: RoomId, txnIds: readonly string[], slot: string): Promise<void> {
  for (const [index, eventId] of eventIds.entries()) {
    const txnId = txnIds[index];
    if (txnId !== undefined) await callEngineSurely('forward', { roomId: from, eventId, to, txnId }, slot);
  }
}
