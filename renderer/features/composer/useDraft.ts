import { useCallback, useEffect, useState } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import { report } from '../../bridge/host.ts';
import { flushDraft, flushDrafts, knownDraft, readDraft, writeDraft } from '../drafts/drafts.ts';
import { useSlot } from '../../bridge/perAccount.ts';

/** The room's draft: there at once where it is known, never put over what is being typed, kept when the room or the window goes. */
export function useDraft(roomId: RoomId): [string, (text: string) => void] {
  const slot = useSlot();
  const [text, setText] = useState(() => knownDraft(roomId, slot) ?? '');
  useEffect(() => {
    let stale = false;
    readDraft(roomId, slot).then(
      (kept) => !stale && setText(kept),
      (cause: unknown) => report('draft not read', cause),
    );
    window.addEventListener('blur', flushDrafts);
    window.addEventListener('pagehide', flushDrafts);
    return () => {
      stale = true;
      flushDraft(roomId, slot);
      window.removeEventListener('blur', flushDrafts);
      window.removeEventListener('pagehide', flushDrafts);
    };
  }, [roomId, slot]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      writeDraft(roomId, next, slot);
    },
    [roomId, slot],
  );
  return [text, change];
}
