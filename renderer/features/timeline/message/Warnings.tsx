import ShieldAlert from 'lucide-react/icons/shield-alert';
import type { MessageItem } from '../../../../core/features/timeline/model.ts';
import { words } from '../../../words/words.ts';

/** Under a message whose sender or whose words are not to be taken for granted. */
export function Warnings({ item: { doubt, refusedEdit } }: { readonly item: MessageItem }) {
  if (doubt === undefined && refusedEdit === undefined) return null;
  return (
    <>
      {doubt !== undefined && (
        <p className="messageWarning messageWarningStrong">
          <ShieldAlert size={14} aria-hidden /> {words.timeline.doubt[doubt]}
        </p>
      )}
      {refusedEdit !== undefined && (
        <p className="messageWarning">
          <ShieldAlert size={14} aria-hidden /> {words.timeline.refusedEdit[refusedEdit]}
        </p>
      )}
    </>
  );
}
