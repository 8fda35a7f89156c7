import './Media.css';
import { useState } from 'react';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import { never } from '../../../core/never.ts';
import { MessageText } from '../messageText/MessageText.tsx';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { Audio } from './Audio.tsx';
import { Blurhash } from './Blurhash.tsx';
import { boxOf } from './box.ts';
import { FileCard } from './FileCard.tsx';
import { Picture } from './Picture.tsx';
import { SaveFile } from '../saveFile/SaveFile.tsx';
import type { MediaOf } from './media.ts';
import { Veiled } from './Veiled.tsx';
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
      {of ? <Shown of={of} body={body} /> : <Unsent body={body} />}
      {body.caption && <MessageText text={body.caption.text} html={body.caption.html} />}
    </div>
  );
}

function Shown({ of, body }: { readonly of: MediaOf; readonly body: AttachmentBody }) {
  switch (body.type) {
    case 'image':
      return (
        <div className="mediaWithTools">
          <Veiled of={of} body={body}>
            <Picture of={of} body={body} />
          </Veiled>
          {!body.isSticker && <SaveFile of={of} small />}
        </div>
      );
    case 'video':
      return (
        <div className="mediaWithTools">
          <Veiled of={of} body={body}>
            <Video of={of} body={body} />
          </Veiled>
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

/** A picture that waits is shown from the copy that is going to be sent; everything else by its name. */
function Unsent({ body }: Pick<Props, 'body'>) {
  const url = useMediaUrl(body.unsent ? { of: 'unsent', id: body.unsent } : null);
  const [isBroken, setBroken] = useState(false);
  if (body.type !== 'image' || url === null || isBroken) return <FileCard of={null} body={body} />;
  const { width, height } = boxOf(body.size);
  return (
    <div className="mediaBox" style={{ width, aspectRatio: `${width} / ${height}` }}>
      {body.blurhash !== null && <Blurhash hash={body.blurhash} />}
      <img className="mediaImage" src={url} alt={body.name} decoding="async" draggable={false} onError={() => setBroken(true)} />
    </div>
  );
}
