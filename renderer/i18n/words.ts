import { enAccount } from './en/account.ts';
import { enErrors } from './en/errors.ts';
import { enFence } from './en/fence.ts';
import { enKeyBackup } from './en/keyBackup.ts';
import { enNamed } from './en/named.ts';
import { enRail } from './en/rail.ts';
import { enRecovery } from './en/recovery.ts';
import { enRooms } from './en/rooms.ts';
import { enSession } from './en/session.ts';
import { enSettings } from './en/settings.ts';
import { enSignIn } from './en/signIn.ts';
import { enTimeline } from './en/timeline.ts';
import { enUpdates } from './en/updates.ts';
import { enWayBack } from './en/wayBack.ts';
import { language, type Language } from './language.ts';

const en = { account: enAccount, errors: enErrors, fence: enFence, keyBackup: enKeyBackup, named: enNamed, rail: enRail, recovery: enRecovery, rooms: enRooms, session: enSession, settings: enSettings, signIn: enSignIn, timeline: enTimeline, updates: enUpdates, wayBack: enWayBack };

/** English is the model: another language has to have exactly its words. */
export type Words = typeof en;

const languages: Record<Language, Words> = { en };

export const words: Words = languages[language];
