import type { LossPreview } from '../../../core/model/status.ts';
import { words } from '../../i18n/words.ts';

export interface LossLine {
  readonly of: 'messages' | 'keys';
  readonly what: string;
  /** The way to keep it. */
  readonly hint: string;
}

/** One line for each thing that would be lost; none where nothing would. */
export function lossWords(loss: LossPreview): LossLine[] {
  const said = words.session.signOut;
  const lines: LossLine[] = [];
  if (loss.unsentCount > 0) lines.push({ of: 'messages', what: said.unsent(loss.unsentCount), hint: said.unsentHint });
  if (!loss.keysBackedUp && loss.encryptedRoomCount > 0) {
    lines.push({ of: 'keys', what: said.keys(loss.encryptedRoomCount), hint: loss.encryptedRoomCount === 1 ? said.keysHint : said.keysHintMany });
  }
  return lines;
}
