import type { Written } from '../../../core/features/sending/calls.ts';
import { ownMessage } from '../../../core/features/sending/ownMessage.ts';
import type { RoomId, UserId } from '../../../core/ids.ts';
import type { MessageItem } from '../../../core/model/timeline.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { report } from '../../bridge/host.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { discardEcho, handOver } from './handOver.ts';
import { roomView, type Echo, type RoomViewStore } from '../roomView/roomView.ts';

/** Puts the message on screen in this frame and into the durable outbox; with one `txnId` it can be handed over twice and is sent once. */
export function send(roomId: RoomId, own: UserId, written: Written, slot = onScreen()): void {
  const view = roomView(roomId, slot);
  const txnId = crypto.randomUUID();
  const echo = echoOf(view, own, txnId, written);
  view.setState(({ echoes }) => ({ echoes: [...echoes, echo], newAfter: null }));
  void handOver(view, roomId, echo, slot);
}

function echoOf(view: RoomViewStore, own: UserId, txnId: string, written: Written): Echo {
  const { items, detail } = view.getState();
  const before = items.findLast((item) => item.kind === 'message' && item.own);
  const sender = before?.kind === 'message' ? before.sender : { userId: own, name: own.slice(1).split(':')[0] ?? own };
  const encrypted = detail?.isEncrypted ?? false;
  return { ...ownMessage({ txnId, eventId: null, sender, ts: Date.now(), encrypted, send: { is: 'sending' } }, written), written };
}

export function retryMessage(roomId: RoomId, item: MessageItem): void {
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

export function discardMessage(roomId: RoomId, item: MessageItem): void {
  if (item.txnId === null) return;
  const view = roomView(roomId);
  const waiting = echoIn(view, item);
  if (waiting) discardEcho(view, waiting);
  else callEngine('discardMessage', { txnId: item.txnId }).catch((cause: unknown) => report('discard', cause));
}

const echoIn = (view: RoomViewStore, { id }: MessageItem): Echo | undefined => view.getState().echoes.find((echo) => echo.id === id);
