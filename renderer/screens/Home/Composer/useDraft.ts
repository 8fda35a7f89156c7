import { useCallback, useEffect, useState } from 'react';
import type { RoomId } from '../../../../core/ids.ts';
import { report } from '../../../bridge/host.ts';
import { flushDraft, flushDrafts, knownDraft, readDraft, writeDraft } from '../../../stores/drafts.ts';

/** The room's draft: there at once where it is known, never put over what is being typed, kept when the room or the window goes. */
export function useDraft(roomId: RoomId): [string, (text: string) => void] {
  const [text, setText] = useState(() => knownDraft(roomId) ?? '');
  useEffect(() => {
    let stale = false;
    readDraft(roomId).then(
      (kept) => !stale && setText(kept),
      (cause: unknown) => report('draft not read', cause),
    );
    window.addEventListener('blur', flushDrafts);
    window.addEventListener('pagehide', flushDrafts);
    return () => {
      stale = true;
      flushDraft(roomId);
      window.removeEventListener('blur', flushDrafts);
      window.removeEventListener('pagehide', flushDrafts);
    };
  }, [roomId]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      writeDraft(roomId, next);
    },
    [roomId],
  );
  return [text, change];
}
