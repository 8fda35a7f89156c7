import File from 'lucide-react/icons/file';
import Lock from 'lucide-react/icons/lock';
import Trash from 'lucide-react/icons/trash-2';
import type { MessageBody as Body, MessageItem } from '../../../../core/features/timeline/model.ts';
import { never } from '../../../../core/never.ts';
import { MessageText } from '../../messageText/MessageText.tsx';
import { bytes } from '../../../words/format.ts';
import { anyRightToLeft } from '../../../words/isolated.ts';
import { words } from '../../../words/words.ts';

export function MessageBody({ item }: { readonly item: MessageItem }) {
  const { body } = item;
  switch (body.type) {
    case 'text':
    case 'notice':
      return (
        <div className={`${body.type === 'notice' ? 'messageNotice' : ''} ${item.edited ? 'messageWasEdited' : ''}`}>
          <MessageText text={body.text} html={body.html} />
          {item.edited && <span className="messageEdited">({words.timeline.edited})</span>}
        </div>
      );
    case 'emote':
      return (
        <div className="messageEmote">
          <bdi>{item.sender.name}</bdi> <MessageText text={body.text} html={body.html} />
        </div>
      );
    case 'file':
      return <FileCard body={body} />;
    case 'undecryptable':
      return (
        <p className="messageWords">
          <Lock size={14} aria-hidden /> {words.timeline.undecryptable[body.reason]}
        </p>
      );
    case 'redacted':
      return (
        <p className="messageWords">
          <Trash size={14} aria-hidden /> {words.timeline.redacted}
        </p>
      );
    case 'unsupported':
      return <p className="messageWords">{words.timeline.unsupported}</p>;
    default:
      return never(body);
  }
}

function FileCard({ body }: { readonly body: Extract<Body, { type: 'file' }> }) {
  const meta = [body.mime, body.sizeBytes === null ? null : bytes(body.sizeBytes)].filter((part) => part !== null);
  return (
    <div className="messageFile">
      <span className="messageFileIcon" aria-hidden>
        <File size={18} />
      </span>
      <div className="messageFileText" title={body.name}>
        <FileName name={body.name} />
        <div className="messageFileMeta">{meta.length > 0 ? meta.join(' · ') : words.timeline.file}</div>
      </div>
    </div>
  );
}

const endLength = 10;

function FileName({ name }: { readonly name: string }) {
  const signs = Array.from(name);
  // Cut within a right-to-left name, its parts would stand in the wrong order.
  if (signs.length <= 2 * endLength || anyRightToLeft(name)) {
    return (
      <bdi className="messageFileName">
        <span>{name}</span>
      </bdi>
    );
  }
  return (
    <bdi className="messageFileName">
      <span>{signs.slice(0, -endLength).join('')}</span>
      <span>{signs.slice(-endLength).join('')}</span>
    </bdi>
  );
}
