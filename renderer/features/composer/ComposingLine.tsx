import Pencil from 'lucide-react/icons/pencil';
import Reply from 'lucide-react/icons/reply';
import X from 'lucide-react/icons/x';
import type { Composing } from '../composing/composing.ts';
import { hueOf } from '../../ui/hue.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { lineOf } from '../../words/attachmentWords.ts';
import { words } from '../../words/words.ts';

interface Props {
  readonly composing: Composing;
  readonly stop: () => void;
}

/** Over the field: what is answered or edited, and a way out of it. */
export function ComposingLine({ composing: { is, item }, stop }: Props) {
  const text = lineOf(item.body) ?? '';
  return (
    <div className={`composing ${is === 'reply' ? `hue-${hueOf(item.sender.userId)}` : ''}`}>
      {is === 'reply' ? <Reply size={16} aria-hidden /> : <Pencil size={16} aria-hidden />}
      <span className="composingWhat">{is === 'reply' ? words.timeline.replyingTo(item.sender.name) : words.timeline.editing}</span>
      <span className="composingText">
        <bdi>{text}</bdi>
      </span>
      <IconButton label={words.timeline.stopComposing} keys="Esc" onClick={stop}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
