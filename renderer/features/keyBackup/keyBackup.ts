import type { KeyBackup } from '../../../core/model/keyBackup.ts';
import { listenEngine } from '../../bridge/engineLink.ts';
import { perAccount } from '../../bridge/perAccount.ts';

export const useKeyBackup = perAccount<{ readonly backup: KeyBackup }>(() => ({ backup: { is: 'unknown' } }));

export const forgetKeyBackup = (slot: string): void => useKeyBackup.of(slot).setState({ backup: { is: 'unknown' } });

export function followKeyBackup(slot: string): () => void {
  return listenEngine('keyBackup', {}, (backup) => useKeyBackup.of(slot).setState({ backup }), slot);
}
