import { useRef } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import { useSlot } from '../../../bridge/perAccount.ts';
import { useDoing } from '../../../bridge/useDoing.ts';
import { Button } from '../../../ui/Button.tsx';
import { DialogFrame } from '../../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { words } from '../../../words/words.ts';
import { deleteMessage } from '../../sending/sending.ts';
import { useDeleting } from './deleting.ts';

const said = words.timeline.deletion;

/** Asks before a message is deleted for everybody. */
export function DeleteMessage({ roomId }: { readonly roomId: RoomId }) {
  const slot = useSlot();
  const of = useDeleting((state) => state.of);
  const { busy, error, run } = useDoing();
  const safe = useRef<HTMLButtonElement>(null);
  const item = of?.roomId === roomId ? of.item : null;
  const close = (): void => useDeleting.of(slot).setState({ of: null });
  const submit = (): void =>
    run(async () => {
      if (item) await deleteMessage(roomId, item, slot);
      close();
    });
  return (
    <DialogFrame
      open={item !== null}
      onClose={close}
      title={said.title}
      text={item?.eventId === null ? said.unsent : item?.own === false ? said.others : said.text}
      initialFocus={safe}
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
