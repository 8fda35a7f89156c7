import type { Person } from '../../../../core/model/room.ts';
import { words } from '../../../i18n/words.ts';

interface Props {
  readonly typing: readonly Person[];
  /** Signed out for now: what is written waits. */
  readonly paused: boolean;
}

/** Its height is always there, so that nobody's typing moves the messages. */
export function TypingLine({ typing, paused }: Props) {
  return (
    <div className="typingLine" aria-live="polite">
      {paused ? words.timeline.willQueue : typing.length > 0 ? words.timeline.typing(typing.map(({ name }) => name)) : ''}
    </div>
  );
}
