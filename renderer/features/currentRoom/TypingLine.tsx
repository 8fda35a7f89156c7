import type { Person } from '../../../core/features/rooms/model.ts';
import { words } from '../../words/words.ts';

interface Props {
  readonly typing: readonly Person[];
  /** What the sending of messages waits for. */
  readonly waits: 'signIn' | 'suspension' | null;
}

const waitWords = { signIn: words.timeline.willQueue, suspension: words.status.suspended.willQueue };

/** Its height is always there, so that nobody's typing moves the messages. */
export function TypingLine({ typing, waits }: Props) {
  return (
    <div className="typingLine" aria-live="polite">
      {waits !== null ? waitWords[waits] : typing.length > 0 ? words.timeline.typing(typing.map(({ name }) => name)) : ''}
    </div>
  );
}
