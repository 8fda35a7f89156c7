import { useEffect, useRef } from 'react';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import type { RoomId } from '../../../../core/ids.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { useDoing } from '../../../bridge/useDoing.ts';
import { Button } from '../../../ui/Button.tsx';
import { DialogFrame } from '../../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { words } from '../../../words/words.ts';
import { elementOf } from '../keys/useRowKeys.ts';
import { deleteMessage } from '../../sending/sending.ts';
import { stopSelecting } from '../../selecting/selecting.ts';
import { useDeleting } from '../../deleting/deleting.ts';

const said = words.timeline.deletion;

/** Asks before a message is deleted for everybody. */
export function DeleteMessage({ roomId }: { readonly roomId: RoomId }) {
  const slot = useSlot();
  const of = useDeleting((state) => state.of);
  const { busy, error, run } = useDoing();
  const safe = useRef<HTMLButtonElement>(null);
  const items = of?.roomId === roomId ? of.items : [];
  const back = useRef<HTMLElement | null>(null);
  const [first] = items;
  // The menu that it was asked in is gone by then.
  useEffect(() => {
    if (first) back.current = elementOf(document.body, first.id);
  }, [first]);
  const close = (): void => useDeleting.of(slot).setState({ of: null });
  const submit = (): void =>
    run(async () => {
      for (const item of items) await deleteMessage(roomId, item, slot);
      stopSelecting(slot);
      close();
    });
  return (
    <DialogFrame
      open={items.length > 0}
      onClose={close}
      title={said.title(Math.max(1, items.length))}
      text={textFor(items)}
      initialFocus={safe}
      finalFocus={() => back.current ?? true}
    >
      {error && <ErrorNote error={error} />}
      <div className="dialogActions">
        <Button look="quiet" ref={safe} onClick={close}>
          {said.cancel}
        </Button>
        <Button look="danger" busy={busy} onClick={submit}>
          {said.submit}
        </Button>
      </div>
    </DialogFrame>
  );
}

function textFor(items: readonly MessageItem[]): string {
  if (items.every(({ eventId }) => eventId === null)) return said.unsent;
  return items.every(({ own }) => own) ? said.text : said.others;
}
