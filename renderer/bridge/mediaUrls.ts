import { mediaUrl, type MediaTarget } from '../../core/features/media/mediaUrl.ts';
import { useSlot } from './perAccount.ts';

/** Where main serves it, of the account whose screen this is; null: there is nothing to show. */
export function useMediaUrl(target: MediaTarget | null): string | null {
  const slot = useSlot();
  return target && slot !== '' ? mediaUrl(slot, target) : null;
}
