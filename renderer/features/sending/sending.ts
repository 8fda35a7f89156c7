import type { Mentions, Relation, Written } from '../../../core/features/sending/calls.ts';
import { ownMessage } from '../../../core/features/sending/ownMessage.ts';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/features/timeline/model.ts';
import { linksIn } from '../marked/marked.ts';
import { callEngine, callEngineSurely } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { discardEcho, handOver } from './handOver.ts';
import { roomView, type Echo, type RoomViewStore } from '../roomView/roomView.ts';
import { quoted } from '../../../core/features/timeline/quoted.ts';

/** A message that is answered. */
export type Answering = MessageItem & { readonly eventId: NonNullable<MessageItem['eventId']> };

interface NewMessage {
  readonly roomId: RoomId;
  readonly own: UserId;
  readonly written: Written;
  readonly answers: Answering | null;
}

/** Puts the message on screen in this frame and into the durable outbox; with one `txnId` it can be handed over twice and is sent once. */
export function send(message: NewMessage, slot = onScreen()): void {
  const { roomId } = message;
  const view = roomView(roomId, slot);
  const echo = echoOf(view, message);
  view.setState(({ echoes }) => ({ echoes: [...echoes, echo], newAfter: null }));
  void handOver(view, roomId, echo, slot);
}

/** Nobody mentions themselves. */
export const answerTo = ({ eventId, sender }: Answering, own: UserId): Relation => ({
  is: 'reply',
  eventId,
  userId: sender.userId === own ? null : sender.userId,
});

function echoOf(view: RoomViewStore, { own, written, answers }: NewMessage): Echo {
  const { items, detail } = view.getState();
  const before = items.findLast((item) => item.kind === 'message' && item.own);
  const sender = before?.kind === 'message' ? before.sender : { userId: own, name: own.slice(1).split(':')[0] ?? own };
  const item = ownMessage(
    {
      txnId: crypto.randomUUID(),
      eventId: null,
      sender,
      ts: Date.now(),
      encrypted: detail?.isEncrypted ?? false,
      send: { is: 'sending' },
    },
    written,
  );
  if (!answers) return { ...item, written, relation: null };
  const { eventId, sender: author } = answers;
  const relation = answerTo(answers, own);
  return { ...item, written, relation, replyTo: { eventId, sender: author, ...quoted(answers.body) } };
}

/** What an edit makes of a message: in place where it still waits here, else as an event of its own. Rejects where it was not taken. */
export async function edit(roomId: RoomId, item: MessageItem, written: Written, slot = onScreen()): Promise<void> {
  // While it was being edited it may have been sent.
  const now = roomView(roomId, slot)
    .getState()
    .items.find((one) => one.id === item.id);
  const eventId = item.eventId ?? now?.eventId ?? null;
  if (eventId === null) {
    if (item.txnId !== null) await callEngine('rewriteMessage', { txnId: item.txnId, ...written }, slot);
    return;
  }
  const relation = { is: 'edit', eventId, ...newMentions(item, written) } as const;
  await callEngineSurely('sendMessage', { roomId, txnId: crypto.randomUUID(), relation, ...written }, slot);
}

/** Whom an edit mentions and the message did not: nobody is called twice (CS "User and room mentions"). */
function newMentions({ body }: MessageItem, { mentions }: Written): { readonly mentions?: Mentions } {
  if (!mentions || (body.type !== 'text' && body.type !== 'emote')) return {};
  const before = new Set(linksIn(body.html).map((link) => (link.is === 'user' ? link.userId : null)));
  const userIds = mentions.userIds.filter((userId) => !before.has(userId));
  const room = mentions.room && !/@room\b/.test(body.text);
  return userIds.length > 0 || room ? { mentions: { userIds, room } } : {};
}

/** One's own reaction comes, or goes again. */
export function toggleReaction(roomId: RoomId, { eventId, reactions }: MessageItem, key: string, slot = onScreen()): void {
  if (eventId === null) return;
  const known = reactions?.find((reaction) => reaction.key === key);
  const txnId = crypto.randomUUID();
  const call =
    known?.waiting !== undefined
      ? callEngine('discardMessage', { txnId: known.waiting }, slot)
      : known?.own
        ? callEngineSurely('redact', { roomId, txnId, eventId: known.own, of: 'reaction' }, slot)
        : callEngineSurely('react', { roomId, txnId, eventId, key }, slot);
  call.catch((cause: unknown) => report('reaction', cause));
}

/** Deletes it for everybody; what has not been sent goes here alone. Rejects where the disk does not take it. */
export async function deleteMessage(roomId: RoomId, item: MessageItem, slot = onScreen()): Promise<void> {
  if (item.eventId === null) discardMessage(roomId, item);
  else await callEngineSurely('redact', { roomId, txnId: crypto.randomUUID(), eventId: item.eventId, of: 'message' }, slot);
}

export function retryMessage(roomId: RoomId, item: Pick<MessageItem, 'id' | 'txnId'>): void {
  if (item.txnId === null) return;
  const view = roomView(roomId);
  const waiting = echoIn(view, item);
  if (waiting) {
    const again: Echo = { ...waiting, send: { is: 'sending' } };
    view.setState(({ echoes }) => ({ echoes: echoes.map((echo) => (echo.id === item.id ? again : echo)) }));
    void handOver(view, roomId, again, onScreen());
    return;
  }
  callEngine('retryMessage', { txnId: item.txnId }).catch((cause: unknown) => report('retry', cause));
}

export function discardMessage(roomId: RoomId, item: Pick<MessageItem, 'id' | 'txnId'>): void {
  if (item.txnId === null) return;
  const view = roomView(roomId);
  const waiting = echoIn(view, item);
  if (waiting) discardEcho(view, waiting);
  else callEngine('discardMessage', { txnId: item.txnId }).catch((cause: unknown) => report('discard', cause));
}

const echoIn = (view: RoomViewStore, { id }: Pick<MessageItem, 'id'>): Echo | undefined =>
  view.getState().echoes.find((echo) => echo.id === id);
