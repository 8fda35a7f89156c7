import { useAim } from '../../roomView/roomView.ts';
import './Message.css';
import Clock from 'lucide-react/icons/clock';
import LockOpen from 'lucide-react/icons/lock-open';
import { memo, useState, type FocusEvent, type MouseEvent } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem, SendState } from '../../../../core/features/timeline/model.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { hueOf } from '../../../ui/hue.ts';
import { PersonFace } from '../../faces/Faces.tsx';
import { exactTime, machineTime, time } from '../../../words/format.ts';
import { isolated } from '../../../words/isolated.ts';
import { words } from '../../../words/words.ts';
import { useChoice } from './useChoice.tsx';
import { Answered } from './Answered.tsx';
import { useHotRow } from './hotRow.ts';
import { NamesOf } from '../../personNames/personNames.ts';
import { FreshLine } from '../Dividers.tsx';
import { Uploading } from '../../uploading/Uploading.tsx';
import { MessageBody } from './MessageBody.tsx';
import { openMessageMenu, useMessageMenu } from './openedMenu.ts';
import { MessageTools } from './MessageTools.tsx';
import { NotSent } from './NotSent.tsx';
import { Reactions } from './Reactions.tsx';
import { Receipts } from './Receipts.tsx';
import { Warnings } from './Warnings.tsx';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  readonly head: boolean;
  readonly fresh: boolean;
  readonly bare: boolean;
}

export const Message = memo(function Message({ roomId, item, head, fresh, bare }: Props) {
  // The toolbar exists only where the pointer or the focus is: hundreds of hidden ones would slow every room down.
  const { hot, ...heat } = useHeat(item.id);
  const [pinned, setPinned] = useState(false);
  const slot = useSlot();
  const menuOpen = useMessageMenu(({ open, of }) => open && of?.id === item.id);
  const choice = useChoice(roomId, item);
  const aimed = useAim(({ aim }) => aim !== null && aim.is === 'found' && aim.eventId === item.eventId && aim.roomId === roomId);
  const looks = [
    'message',
    head && 'messageHead',
    hot && 'messageHot',
    choice?.selected && 'messageSelected',
    item.mentionsMe && !item.own && 'messageMention',
    aimed && 'messageAimed',
  ];
  return (
    <article
      className={looks.filter(Boolean).join(' ')}
      aria-label={`${isolated(item.sender.name)}, ${time(item.ts)}`}
      aria-current={aimed || undefined}
      tabIndex={-1}
      data-row={item.id}
      onContextMenu={(event) => onContextMenu(event, roomId, item, slot)}
      {...heat}
      {...choice?.handlers}
    >
      {fresh && <FreshLine />}
      <div className="messageGutter">
        {choice?.box ?? (head ? <PersonFace roomId={roomId} person={item.sender} size={32} /> : <GutterTime ts={item.ts} />)}
      </div>
      <Said roomId={roomId} item={item} head={head} />
      <div className="messageEdge">
        {item.send?.is === 'queued' && <Clock size={14} aria-label={words.timeline.waiting} role="img" />}
        {bare && <LockOpen size={14} aria-label={words.timeline.notEncrypted} role="img" />}
        <Receipts roomId={roomId} people={item.readBy} />
      </div>
      {(hot || pinned || menuOpen) && !choice && item.body.type !== 'redacted' && (
        <MessageTools roomId={roomId} item={item} onOpen={setPinned} />
      )}
    </article>
  );
});

/** Marked words, links and fields have a menu of the system's. */
function onContextMenu(event: MouseEvent, roomId: RoomId, item: MessageItem, slot: string): void {
  const { target, currentTarget, clientX: x, clientY: y } = event;
  const marked = window.getSelection()?.isCollapsed === false;
  if (!(target instanceof Element) || !currentTarget.contains(target) || marked || target.closest('a, input, textarea')) return;
  event.preventDefault();
  openMessageMenu({ roomId, id: item.id, anchor: { x, y } }, slot);
}

/** Whether this is the message with tools, and what makes it that. */
function useHeat(id: string) {
  const slot = useSlot();
  const hot = useHotRow((state) => state.id === id);
  const set = (next: string | null): void => useHotRow.of(slot).setState({ id: next });
  const isMine = (): boolean => useHotRow.of(slot).getState().id === id;
  return {
    hot,
    onPointerEnter: () => set(id),
    onPointerLeave: () => {
      if (isMine()) set(null);
    },
    onFocus: () => set(id),
    onBlur: (event: FocusEvent) => {
      if (isMine() && !event.currentTarget.contains(event.relatedTarget)) set(null);
    },
  };
}

/** What was said, and what was said about it. */
function Said({ roomId, item, head }: Pick<Props, 'roomId' | 'item' | 'head'>) {
  const { send, change, replyTo, reactions } = item;
  const waiting = isWaiting(send) || isWaiting(change?.send ?? null);
  return (
    <div className="messageBody">
      {head && <MessageTop item={item} />}
      <div className={waiting ? 'messageSending' : ''}>
        {replyTo && <Answered roomId={roomId} quote={replyTo} />}
        <NamesOf value={roomId}>
          <MessageBody roomId={roomId} item={item} />
        </NamesOf>
      </div>
      <Uploading roomId={roomId} item={item} />
      {reactions && reactions.length > 0 && <Reactions roomId={roomId} item={item} reactions={reactions} />}
      <Warnings item={item} />
      {send?.is === 'failed' && <NotSent roomId={roomId} item={item} error={send.error} />}
      {change?.send.is === 'failed' && (
        <NotSent roomId={roomId} item={{ id: change.txnId, txnId: change.txnId }} of={change.is} error={change.send.error} />
      )}
    </div>
  );
}

const isWaiting = (send: SendState | null): boolean => send !== null && send.is !== 'failed';

function MessageTop({ item: { sender, own, ts } }: { readonly item: MessageItem }) {
  return (
    <div className="messageTop">
      <span className={`messageName hue-${hueOf(sender.userId)} ${own ? 'messageNameOwn' : ''}`} title={sender.userId}>
        <bdi>{sender.name}</bdi>
      </span>
      <time className="messageTime" dateTime={machineTime(ts)} title={exactTime(ts)}>
        {time(ts)}
      </time>
    </div>
  );
}

function GutterTime({ ts }: { readonly ts: number }) {
  return (
    <time className="gutterTime" title={exactTime(ts)}>
      {time(ts).replace(/\s?[AP]M$/i, '')}
    </time>
  );
}
