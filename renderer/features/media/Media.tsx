import './Media.css';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import { never } from '../../../core/never.ts';
import { MessageText } from '../messageText/MessageText.tsx';
import { Audio } from './Audio.tsx';
import { FileCard } from './FileCard.tsx';
import { Picture } from './Picture.tsx';
import { SaveFile } from '../saveFile/SaveFile.tsx';
import type { MediaOf } from './media.ts';
import { Video } from './Video.tsx';

interface Props {
  readonly roomId: RoomId;
  /** Null: the server does not have the message yet. */
  readonly eventId: EventId | null;
  readonly body: AttachmentBody;
}

/** What came with a message, and what was written to it. */
export function Media({ roomId, eventId, body }: Props) {
  const of = eventId !== null && body.isThere ? { roomId, eventId } : null;
  return (
    <div className="media">
      {of ? <Shown of={of} body={body} /> : <FileCard of={null} body={body} />}
      {body.caption && <MessageText text={body.caption.text} html={body.caption.html} />}
    </div>
  );
}

function Shown({ of, body }: { readonly of: MediaOf; readonly body: AttachmentBody }) {
  switch (body.type) {
    case 'image':
      return (
        <div className="mediaWithTools">
          <Picture of={of} body={body} />
          {!body.isSticker && <SaveFile of={of} small />}
        </div>
      );
    case 'video':
      return (
        <div className="mediaWithTools">
          <Video of={of} body={body} />
          <SaveFile of={of} small />
        </div>
      );
    case 'audio':
      return <Audio of={of} body={body} />;
    case 'file':
      return <FileCard of={of} body={body} />;
    default:
      return never(body);
  }
}
