import type { OutboxEntry } from '../../core/contracts/store.ts';
import type { EventId } from '../../core/ids.ts';

/** Sends one message: encrypts it now if its room is encrypted, with the entry's own transaction ID. */
export type Transport = (entry: OutboxEntry) => Promise<EventId>;
