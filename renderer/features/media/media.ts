import type { EventId, RoomId } from '../../../core/ids.ts';
import { perAccount } from '../../bridge/perAccount.ts';

/** Whose file. */
export interface MediaOf {
  readonly roomId: RoomId;
  readonly eventId: EventId;
}

interface Viewing {
  /** The message whose picture is looked at; null: none. */
  readonly shown: MediaOf | null;
}

export const useViewing = perAccount<Viewing>(() => ({ shown: null }));

export const view = (shown: MediaOf | null, slot?: string): void =>
  (slot === undefined ? useViewing : useViewing.of(slot)).setState({ shown });
