import { enAttachments } from '../features/attachments/words.en.ts';
import { enAccount } from '../features/settings/account.en.ts';
import { enBegin } from '../features/begin/words.en.ts';
import { enComposer } from '../features/composer/words.en.ts';
import { enDirectory } from '../features/directory/words.en.ts';
import { enEditHistory } from '../features/editHistory/words.en.ts';
import { enEmoji } from '../features/emojiPicker/words.en.ts';
import { enErrors } from './errors.en.ts';
import { enFence } from './fence.en.ts';
import { enForwarding } from '../features/forwarding/words.en.ts';
import { enKeyBackup } from '../features/keyBackup/words.en.ts';
import { enMedia } from '../features/media/words.en.ts';
import { enMembership } from '../features/membership/words.en.ts';
import { enNamed } from '../features/links/words.en.ts';
import { enPolls } from '../features/polls/words.en.ts';
import { enPins } from '../features/pins/words.en.ts';
import { enRail } from '../features/accounts/words.en.ts';
import { enRecovery } from '../features/recovery/words.en.ts';
import { enRooms } from '../features/rooms/words.en.ts';
import { enSelecting } from '../features/selecting/words.en.ts';
import { enSession } from '../features/session/words.en.ts';
import { enSessionExpired } from '../features/sessionExpired/words.en.ts';
import { enSettings } from '../features/settings/words.en.ts';
import { enSignIn } from '../features/signIn/words.en.ts';
import { enSignOut } from '../features/signOut/words.en.ts';
import { enStartup } from '../features/startup/words.en.ts';
import { enStatus } from '../features/status/words.en.ts';
import { enSupport } from '../features/support/words.en.ts';
import { enTimeline } from '../features/timeline/words.en.ts';
import { enUnread } from '../features/unread/words.en.ts';
import { enUi } from './ui.en.ts';
import { enUpdates } from '../features/updates/words.en.ts';
import { enVoice } from '../features/voice/words.en.ts';
import { enRecoveryKey } from '../features/recoveryKey/words.en.ts';
import { language, type Language } from './language.ts';

const en = {
  account: enAccount,
  attachments: enAttachments,
  begin: enBegin,
  composer: enComposer,
  directory: enDirectory,
  editHistory: enEditHistory,
  emoji: enEmoji,
  errors: enErrors,
  fence: enFence,
  forwarding: enForwarding,
  keyBackup: enKeyBackup,
  media: enMedia,
  membership: enMembership,
  named: enNamed,
  polls: enPolls,
  pins: enPins,
  rail: enRail,
  recovery: enRecovery,
  rooms: enRooms,
  selecting: enSelecting,
  session: enSession,
  sessionExpired: enSessionExpired,
  settings: enSettings,
  signIn: enSignIn,
  signOut: enSignOut,
  startup: enStartup,
  status: enStatus,
  support: enSupport,
  timeline: enTimeline,
  ui: enUi,
  unread: enUnread,
  updates: enUpdates,
  voice: enVoice,
  recoveryKey: enRecoveryKey,
};

/** English is the model: another language has to have exactly its words. */
export type Words = typeof en;

const languages: Record<Language, Words> = { en };

export const words: Words = languages[language];
