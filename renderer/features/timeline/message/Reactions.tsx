import type { RoomId } from '../../../../core/ids.ts';
import type { MessageItem, Reaction } from '../../../../core/features/timeline/model.ts';
import { plainLine } from '../../../../core/text/plainText.ts';
import { count } from '../../../words/format.ts';
import { words } from '../../../words/words.ts';
import { toggleReaction } from '../../sending/sending.ts';

interface Props {
  readonly roomId: RoomId;
  readonly item: MessageItem;
  readonly reactions: readonly Reaction[];
}

/** A key is any short text; an emoji is rarely longer. */
const maxShown = 24;

/** Under the text: each reaction with its number; one's own goes and comes with a click. */
export function Reactions({ roomId, item, reactions }: Props) {
  return (
    <div className="reactions" role="group" aria-label={words.timeline.reactions}>
      {reactions.map((reaction) => {
        const key = plainLine(reaction.key, maxShown);
        const own = reaction.own !== null || reaction.waiting !== undefined;
        const people = words.timeline.reactedBy(
          reaction.by.map(({ name }) => name),
          reaction.count - reaction.by.length,
        );
        const who = `${key}: ${people}`;
        return (
          <button
            key={reaction.key}
            type="button"
            className={`reaction ${own ? 'reactionOwn' : ''}`}
            aria-pressed={own}
            title={who}
            onClick={() => toggleReaction(roomId, item, reaction.key)}
          >
            <bdi>{key}</bdi>
            <span className="tabular">{count(reaction.count)}</span>
            <span className="srOnly">{` ${people}`}</span>
          </button>
        );
      })}
    </div>
  );
}
