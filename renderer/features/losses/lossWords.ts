import type { LossPreview } from '../../../core/features/keys/model.ts';
import { words } from '../../words/words.ts';

/** What goes: this device, every device of the account, or the account. */
export type Leaving = 'device' | 'everywhere' | 'account';

export interface LossLine {
  /** `backup`: a recovery key would be a way to keep it. */
  readonly of: 'messages' | 'keys' | 'backup' | 'waiting';
  readonly what: string;
  /** The way to keep it. */
  readonly hint: string;
}

/** One line for each thing that would be lost; none where nothing would. `ended`: the session has ended already. */
export function lossWords(loss: LossPreview, leaving: Leaving = 'device', ended = false): LossLine[] {
  const said = words.signOut;
  const lines: LossLine[] = [];
  if (loss.unsentCount > 0) lines.push({ of: 'messages', what: said.unsent(loss.unsentCount), hint: said.unsentHint });
  const keys = keyLine(loss, leaving, ended);
  return keys ? [...lines, keys] : lines;
}

/** A backup is a way back only for whoever can open it afterwards. */
function keyLine({ encryptedRoomCount, keysOpenedBy, waitingKeys }: LossPreview, leaving: Leaving, ended: boolean): LossLine | null {
  const said = words.signOut;
  const backup = words.keyBackup.loss;
  if (keysOpenedBy === 'none') {
    return encryptedRoomCount === 0
      ? null
      : { of: 'keys', what: said.keys(encryptedRoomCount), hint: encryptedRoomCount === 1 ? said.keysHint : said.keysHintMany };
  }
  if (leaving === 'account') return encryptedRoomCount === 0 ? null : { of: 'keys', what: backup.account, hint: backup.accountHint };
  if (keysOpenedBy === 'nobody' || (keysOpenedBy === 'otherDevice' && leaving === 'everywhere')) {
    return encryptedRoomCount === 0 ? null : { of: 'backup', what: backup.nobody, hint: backup.nobodyHint(encryptedRoomCount) };
  }
  if (waitingKeys === null || waitingKeys === 0) return null;
  return { of: 'waiting', what: backup.waiting(waitingKeys), hint: ended ? backup.waitingHintEnded : backup.waitingHint };
}
