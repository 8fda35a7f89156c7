import Download from 'lucide-react/icons/download';
import type { UpdateState } from '../../../core/features/updates/model.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { askUpdates, problemWords, useUpdates } from '../updates/updates.ts';
import { words } from '../../words/words.ts';
import { showUpdates } from '../../layout.ts';
import { CalmNotice } from './CalmNotice.tsx';

const said = words.updates;

interface Notice {
  readonly title: string;
  readonly text: string;
  readonly action: { readonly label: string; readonly what: Parameters<typeof askUpdates>[0] } | null;
}

/** Calm, and there until it is done or put off; what only concerns looking for updates is in the settings. */
export function UpdateNotice() {
  const updates = useUpdates((state) => state.updates);
  const notice = updates && noticeOf(updates);
  if (!notice) return null;
  return (
    <CalmNotice
      icon={Download}
      title={notice.title}
      text={
        <>
          {notice.text} <LinkButton onClick={() => showUpdates()}>{said.news}</LinkButton>
        </>
      }
    >
      {notice.action && <Button onClick={() => notice.action && askUpdates(notice.action.what)}>{notice.action.label}</Button>}
      <Button look="quiet" onClick={() => askUpdates('putOffAsked')}>
        {said.later}
      </Button>
    </CalmNotice>
  );
}

function noticeOf(updates: UpdateState): Notice | null {
  if (updates.is !== 'available' && updates.is !== 'ready' && updates.is !== 'failed') return null;
  if ((updates.is === 'failed' && updates.of === 'look') || updates.putOff) return null;
  const { version } = updates.update;
  switch (updates.is) {
    case 'available':
      return {
        title: said.available(version),
        text: said.availableText(updates.update.bytes),
        action: { label: said.download, what: 'downloadAsked' },
      };
    case 'ready':
      return { title: said.ready(version), text: said.readyText, action: { label: said.restart, what: 'restartAsked' } };
    case 'failed':
      return {
        title: said.failed[updates.of](version),
        text: problemWords(updates.problem).text,
        action: { label: said.again, what: 'downloadAsked' },
      };
  }
}
