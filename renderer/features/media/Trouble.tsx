import type { MediaTrouble } from '../../../core/features/media/trouble.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';

/** What can be otherwise the next time. */
const passing: ReadonlySet<MediaTrouble> = new Set(['offline', 'disk']);

export function Trouble({ trouble, again }: { readonly trouble: MediaTrouble; readonly again: () => void }) {
  return (
    <p className="mediaTrouble" role="note">
      {words.media.troubles[trouble]} {passing.has(trouble) && <LinkButton onClick={again}>{words.media.again}</LinkButton>}
    </p>
  );
}
