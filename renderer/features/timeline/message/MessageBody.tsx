import Lock from 'lucide-react/icons/lock';
import Trash from 'lucide-react/icons/trash-2';
import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { never } from '../../../../core/never.ts';
import { Media } from '../../media/Media.tsx';
import { MessageText } from '../../messageText/MessageText.tsx';
import { LocationCard } from '../../locations/Locations.tsx';
import { Poll } from '../../polls/Polls.tsx';
import { words } from '../../../words/words.ts';

export function MessageBody({ roomId, item }: { readonly roomId: RoomId; readonly item: MessageItem }) {
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
    case 'image':
    case 'video':
    case 'audio':
      return <Media roomId={roomId} eventId={item.eventId} body={body} />;
    case 'poll':
      return <Poll roomId={roomId} eventId={item.eventId} own={item.own} poll={body} />;
    case 'location':
      return <LocationCard place={body} />;
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
