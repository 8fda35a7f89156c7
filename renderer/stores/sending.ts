import type { RoomId, UserId } from '../../core/ids.ts';
import type { MessageItem } from '../../core/model/timeline.ts';
import { callEngineSurely, callEngine } from '../bridge/engineLink.ts';
import { report } from '../bridge/host.ts';
import { onScreen } from '../bridge/onScreen.ts';
import { toError } from '../bridge/toError.ts';
import { roomView, type RoomViewStore } from './roomViews.ts';

export interface Written {
  readonly body: string;
  readonly formattedBody: string | null;
  readonly msgtype: 'm.text' | 'm.emote';
}

/** Puts the message on screen in this frame and into the durable outbox; with one `txnId` it can be handed over twice and is sent once. */
export function send(roomId: RoomId, own: UserId, written: Written, slot = onScreen()): void {
  const view = roomView(roomId, slot);
  const txnId = crypto.randomUUID();
  const echo = echoOf(view, own, txnId, written);
  view.setState(({ echoes }) => ({ echoes: [...echoes, echo], newAfter: null }));
  callEngineSurely('sendMessage', { roomId, txnId, ...written }, slot).catch((cause: unknown) => {
    const error = toError(cause);
    view.setState(({ echoes }) => ({ echoes: echoes.map((other) => (other.id === txnId ? { ...other, send: { is: 'failed', error } } : other)) }));
  });
}

function echoOf(view: RoomViewStore, own: UserId, txnId: string, { body, formattedBody, msgtype }: Written): MessageItem {
  const { items, detail } = view.getState();
  const before = items.findLast((item) => item.kind === 'message' && item.own);
  return {
    kind: 'message',
    id: txnId,
    eventId: null,
    txnId,
    sender: before?.kind === 'message' ? before.sender : { userId: own, name: own.slice(1).split(':')[0] ?? own },
    own: true,
    ts: Date.now(),
    body: { type: msgtype === 'm.emote' ? 'emote' : 'text', text: body, html: formattedBody },
    edited: false,
    encrypted: detail?.isEncrypted ?? false,
    mentionsMe: false,
    send: { is: 'sending' },
    readBy: [],
  };
}

export function retryMessage(roomId: RoomId, item: MessageItem): void {
  if (item.txnId === null) return;
  if (isEcho(roomId, item)) {
    dropEcho(roomId, item);
    if (item.body.type === 'text' || item.body.type === 'emote') {
      send(roomId, item.sender.userId, { body: item.body.text, formattedBody: item.body.html, msgtype: item.body.type === 'emote' ? 'm.emote' : 'm.text' });
    }
    return;
  }
  callEngine('retryMessage', { txnId: item.txnId }).catch((cause: unknown) => report('retry', cause));
}

export function discardMessage(roomId: RoomId, item: MessageItem): void {
  if (item.txnId === null) return;
  if (isEcho(roomId, item)) dropEcho(roomId, item);
  else callEngine('discardMessage', { txnId: item.txnId }).catch((cause: unknown) => report('discard', cause));
}

const isEcho = (roomId: RoomId, item: MessageItem): boolean => roomView(roomId).getState().echoes.some((echo) => echo.id === item.id);

function dropEcho(roomId: RoomId, item: MessageItem): void {
  roomView(roomId).setState(({ echoes }) => ({ echoes: echoes.filter((echo) => echo.id !== item.id) }));
}
