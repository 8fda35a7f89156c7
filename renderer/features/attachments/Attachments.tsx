import './Attachments.css';
import Paperclip from 'lucide-react/icons/paperclip';
import { useRef } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { AttachedFile } from './AttachedFile.tsx';
import { attach, useTray } from './tray.ts';
import { useDropped } from './useDropped.ts';

interface Props {
  readonly roomId: RoomId;
  readonly name: string;
}

/** What is going to be sent with what is written; and the whole room, while files are held over it. */
export function Attachments({ roomId, name }: Props) {
  const { files, keeping, error } = useTray(roomId);
  const slot = useSlot();
  const isOver = useDropped((dropped) => attach(roomId, dropped, slot));
  return (
    <>
      {isOver && (
        <div className="attachDrop" aria-hidden>
          <Paperclip size={22} />
          {words.attachments.drop(name)}
        </div>
      )}
      {files.length > 0 && (
        <section className="attached" aria-label={words.attachments.tray}>
          <ul className="attachedFiles">
            {files.map((chosen, at) => (
              <AttachedFile
                key={chosen.id}
                {...{ roomId, chosen }}
                isFirst={at === 0}
                isLast={at === files.length - 1}
                isBusy={keeping !== null}
              />
            ))}
          </ul>
          <p className={error ? 'attachedNote attachedWrong' : 'attachedNote'} role={error ? 'alert' : undefined}>
            {error
              ? words.errors(error).text
              : keeping !== null
                ? words.attachments.keeping(Math.floor(keeping * 100))
                : words.attachments.caption(files.length)}
          </p>
        </section>
      )}
    </>
  );
}

export function AttachButton({ roomId }: Pick<Props, 'roomId'>) {
  const picker = useRef<HTMLInputElement>(null);
  const slot = useSlot();
  return (
    <>
      <IconButton label={words.attachments.attach} className="attachButton" onClick={() => picker.current?.click()}>
        <Paperclip size={18} />
      </IconButton>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ target }) => {
          attach(roomId, [...(target.files ?? [])], slot);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
