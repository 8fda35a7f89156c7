import { useState } from 'react';
import type { MediaPart } from '../../../core/features/media/mediaUrl.ts';
import type { MediaTrouble } from '../../../core/features/media/trouble.ts';
import { callHost } from '../../bridge/host.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import type { MediaOf } from './media.ts';

/** Why a file does not show: the page only learns that it did not. `tries` grows with each attempt, and names it. */
export function useTrouble(of: MediaOf, part: MediaPart) {
  const slot = useSlot();
  const [state, set] = useState<{ readonly trouble: MediaTrouble | null; readonly tries: number }>({ trouble: null, tries: 0 });
  const failed = (): void => {
    const said = (trouble: MediaTrouble): void => set(({ tries }) => ({ trouble, tries }));
    callHost('mediaTrouble', { ...of, part }, slot).then(
      // It came, and the page could not make a picture of it.
      (trouble) => said(trouble ?? 'notShown'),
      () => said('offline'),
    );
  };
  return { ...state, failed, again: () => set(({ tries }) => ({ trouble: null, tries: tries + 1 })) };
}
