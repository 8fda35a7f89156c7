import type { Written } from '../../../core/features/sending/calls.ts';
import { ownMessage } from '../../../core/features/sending/ownMessage.ts';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/model/timeline.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { discardEcho, handOver } from './handOver.ts';
import { roomView, type RoomViewStore } from '../roomView/roomView.ts';

/** Puts the message on screen in this frame and into the durable outbox; with one `txnId` it can be handed over twice and is sent once. */
export function send(roomId: RoomId, own: UserId, written: Written, slot = onScreen()): void {
  const view = roomView(roomId, slot);
  const txnId = crypto.randomUUID();
  const echo = echoOf(view, own, txnId, written);
  view.setState(({ echoes }) => ({ echoes: [...echoes, echo], newAfter: null }));
  void handOver(view, roomId, echo, slot);
}

function echoOf(view: RoomViewStore, own: UserId, txnId: string, written: Written): MessageItem {
  const { items, detail } = view.getState();
  const before = items.findLast((item) => item.kind === 'message' && item.own);
  const sender = before?.kind === 'message' ? before.sender : { userId: own, name: own.slice(1).split(':')[0] ?? own };
  return ownMessage(
    { txnId, eventId: null, sender, ts: Date.now(), encrypted: detail?.isEncrypted ?? false, send: { is: 'sending' } },
    written,
  );
}

export function retryMessage(roomId: RoomId, item: MessageItem): void {
  if (item.txnId === null) return;
  if (isEcho(roomId, item)) {
    const view = roomView(roomId);
    const again: MessageItem = { ...item, send: { is: 'sending' } };
    view.setState(({ echoes }) => ({ echoes: echoes.map((echo) => (echo.id === item.id ? again : echo)) }));
    void handOver(view, roomId, again, onScreen());
    return;
  }
  callEngine('retryMessage', { txnId: item.txnId }).catch((cause: unknown) => report('retry', cause));
}

export function discardMessage(roomId: RoomId, item: MessageItem): void {
  if (item.txnId === null) return;
  if (isEcho(roomId, item)) discardEcho(roomView(roomId), item);
  else callEngine('discardMessage', { txnId: item.txnId }).catch((cause: unknown) => report('discard', cause));
}

const isEcho = (roomId: RoomId, item: MessageItem): boolean =>
  roomView(roomId)
    .getState()
    .echoes.some((echo) => echo.id === item.id);
