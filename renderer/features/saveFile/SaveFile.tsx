import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import type { SaveOutcome } from '../../../core/features/media/hostCalls.ts';
import { callHost, tellHost } from '../../bridge/host.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';

type Saving = { readonly is: 'not' } | { readonly is: 'saving' } | Exclude<SaveOutcome, { is: 'cancelled' }>;

interface Props {
  readonly of: { readonly roomId: RoomId; readonly eventId: EventId };
  /** An icon, where there is no room for words. */
  readonly small?: boolean;
}

/** "Save as…", and what can be done with the file once it is saved. */
export function SaveFile({ of, small = false }: Props) {
  const slot = useSlot();
  const [saving, set] = useState<Saving>({ is: 'not' });
  const save = (): void => {
    set({ is: 'saving' });
    callHost('saveMedia', of, slot).then(
      (outcome) => set(outcome.is === 'cancelled' ? { is: 'not' } : outcome),
      () => set({ is: 'failed', trouble: 'offline' }),
    );
  };
  switch (saving.is) {
    case 'not':
      return small ? (
        <IconButton label={words.media.save} onClick={save}>
          <Download size={16} />
        </IconButton>
      ) : (
        <LinkButton onClick={save}>{words.media.save}</LinkButton>
      );
    case 'saving':
      return <span role="status">{words.media.saving}</span>;
    case 'failed':
      return (
        <span role="status">
          {words.media.troubles[saving.trouble]} <LinkButton onClick={save}>{words.media.again}</LinkButton>
        </span>
      );
    case 'saved': {
      const { saved, canOpen } = saving;
      return (
        <span role="status">
          {words.media.saved}{' '}
          <LinkButton onClick={() => tellHost(canOpen ? 'openSaved' : 'showSaved', { saved }, slot)}>
            {canOpen ? words.media.open : words.media.showInFolder}
          </LinkButton>
        </span>
      );
    }
  }
}
