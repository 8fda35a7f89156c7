import ArrowUp from 'lucide-react/icons/arrow-up';
import X from 'lucide-react/icons/x';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';

const said = words.unread;

/** Over the messages, while where the unread begins has not been seen. */
export function FirstUnread({ onClick, onDismiss }: { readonly onClick: () => void; readonly onDismiss: () => void }) {
  return (
    <div className="firstUnread">
      <button type="button" title={said.jump} onClick={onClick}>
        <ArrowUp size={16} aria-hidden /> {said.jump}
      </button>
      <IconButton label={said.dismiss} onClick={onDismiss}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
