import { MsgType, RoomEvent, type MatrixClient, type MatrixEvent } from 'matrix-js-sdk';
import { waitUntil } from '../run/waitUntil.ts';
import { within } from '../run/within.ts';

interface Message {
  readonly eventId: string;
  readonly sender: string;
  readonly body: string;
  readonly encrypted: boolean;
}

interface WaitForMessage {
  readonly timeoutMs?: number;
  readonly sender?: string;
}

export interface Conversation {
  readonly send: (roomId: string, text: string) => Promise<string>;
  /** The messages this device has and can read, oldest first. */
  readonly messages: (roomId: string) => readonly Message[];
  readonly waitForMessage: (roomId: string, text: string, options?: WaitForMessage) => Promise<Message>;
  /** Marks the last event, or this one, as read. */
  readonly markRead: (roomId: string, eventId?: string) => Promise<void>;
  readonly setTyping: (roomId: string, isTyping: boolean) => Promise<void>;
  readonly waitForTyping: (roomId: string, userId: string) => Promise<void>;
  readonly waitForReceipt: (roomId: string, userId: string, eventId: string) => Promise<void>;
  /** Calls back for every new message of somebody else that can be read; answers its disposer. */
  readonly onMessage: (listener: (roomId: string, message: Message) => void) => () => void;
}

export function conversation(client: MatrixClient): Conversation {
  const room = (roomId: string) => {
    const found = client.getRoom(roomId);
    if (found === null) throw new Error(`${client.getUserId()} does not know room ${roomId}`);
    return found;
  };
  const eventsOf = (roomId: string): readonly MatrixEvent[] => client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
  const messages = (roomId: string) => eventsOf(roomId).flatMap(toMessage);
  return {
    send: async (roomId, text) => {
      const sending = client.sendMessage(roomId, { msgtype: MsgType.Text, body: text });
      const answer = await within(`"${text}" of ${client.getUserId()} to be sent`, sending, 25_000);
      return answer.event_id;
    },
    messages,
    waitForMessage: (roomId, text, { timeoutMs = 15_000, sender } = {}) => {
      const isIt = (message: Message) => message.body === text && (sender === undefined || message.sender === sender);
      const what = `message "${text}" at ${client.getUserId()}`;
      return waitUntil(what, () => messages(roomId).find(isIt), { timeoutMs, everyMs: 25 });
    },
    markRead: async (roomId, eventId) => {
      const event = eventId === undefined ? eventsOf(roomId).at(-1) : room(roomId).findEventById(eventId);
      if (!event) throw new Error('nothing to mark as read');
      await client.sendReadReceipt(event);
    },
    setTyping: async (roomId, isTyping) => {
      await client.sendTyping(roomId, isTyping, 20_000);
    },
    waitForTyping: async (roomId, userId) => {
      await waitUntil(`${userId} to type`, () => room(roomId).getMember(userId)?.typing);
    },
    waitForReceipt: async (roomId, userId, eventId) => {
      await waitUntil(`the receipt of ${userId}`, () => room(roomId).hasUserReadEvent(userId, eventId));
    },
    onMessage: (listener) => listenForMessages(client, listener),
  };
}

function listenForMessages(client: MatrixClient, listener: (roomId: string, message: Message) => void): () => void {
  const started = Date.now();
  const heard = (event: MatrixEvent): void => {
    if (event.getSender() === client.getUserId() || event.getTs() < started) return;
    // Decryption may still be under way when the event arrives.
    void client.decryptEventIfNeeded(event).then(() => {
      const [message] = toMessage(event);
      const roomId = event.getRoomId();
      if (message && roomId !== undefined) listener(roomId, message);
    });
  };
  client.on(RoomEvent.Timeline, heard);
  return () => void client.off(RoomEvent.Timeline, heard);
}

function toMessage(event: MatrixEvent): readonly Message[] {
  const { body } = event.getContent();
  const eventId = event.getId();
  const sender = event.getSender();
  if (event.getType() !== 'm.room.message' || typeof body !== 'string' || !eventId || !sender) return [];
  return [{ eventId, sender, body, encrypted: event.isEncrypted() }];
}
