import type { MessagePortMain } from 'electron';
import type { EraseJournalFile } from '../erase/journal.ts';
import type { HostHandlers } from '../host/ipc.ts';
import { SlotMedia } from '../media/slotMedia.ts';
import type { Credentials } from '../session/credentials.ts';
import type { SessionRunner } from '../session/sessionRunner.ts';
import { createEraser } from '../erase/createEraser.ts';
import { sessionProcesses } from './sessionProcesses.ts';
import type { SessionProcesses, SessionProcessesParts } from './sessionProcesses.ts';
import type { Erasers } from '../erase/erasers.ts';
import { hostHandlers } from './hostHandlers.ts';
import type { AppParts, SlotCalls } from './hostHandlers.ts';
import { createOwn } from './own.ts';
import type { Own } from './own.ts';
import type { Shared } from './shared.ts';
import { createUploads } from '../uploads/uploads.ts';
import type { Uploads, UploadsParts } from '../uploads/uploads.ts';
import { postFile } from '../uploads/postFile.ts';
import { orByChromium } from '../uploads/postByChromium.ts';
import { createSession } from './createSession.ts';

/** Around all accounts. */
export interface AroundAccounts {
  readonly shared: Shared;
  readonly pageIsOpen: Promise<void>;
  readonly postToPage: (slot: string, port: MessagePortMain) => void;
  readonly erasers: Erasers;
  /** Resolves once the keychain has let go of what erases of earlier runs have left in it. */
  readonly earlierKeysGone: Promise<void>;
}

export interface AccountHooks extends Pick<SessionProcessesParts, 'onSynced' | 'onUnread'> {
  /** What is unread is shown anew. */
  readonly countAgain: () => void;
  readonly onUploads: UploadsParts['onProgress'];
}

/** What is of one account alone. */
export interface WiredAccount {
  readonly processes: SessionProcesses;
  readonly runner: SessionRunner;
  readonly credentials: Pick<Credentials, 'answered' | 'settled'>;
  readonly media: SlotMedia;
  readonly uploads: Pick<Uploads, 'progress'>;
  readonly handlers: (app: AppParts, slotCalls: SlotCalls) => HostHandlers;
}

interface Place {
  readonly id: string;
  readonly expected: string | null;
  readonly journal: EraseJournalFile;
}

/** An account's engine, eraser, session and commands: each is handed what it needs. */
export function wireAccount(place: Place, around: AroundAccounts, hooks: AccountHooks): WiredAccount {
  const { shared, pageIsOpen, postToPage, erasers, earlierKeysGone } = around;
  const { log, durable, profile, vault, record, notice, http, metadata, browser, links, pause, mark, toError, monotonic, wallClock } =
    shared;
  const own = createOwn(shared);
  const { credentials, gate, lost, delays, passwords, browserTask, checkCode } = own;
  const uploads = uploadsOf(shared, own, () => runner, hooks);
  const media = mediaOf(shared, own, () => runner, uploads.open);
  const processes = sessionProcesses({
    ...{ log, profile, record, http, mark, toError, monotonic, wallClock, credentials, gate, lost, delays, pageIsOpen },
    ...{ mediaQuestions: media.questions, uploads: uploads.forEngine },
    send: (event) => runner.send(event),
    postToPage: (port) => postToPage(place.id, port),
    onSynced: hooks.onSynced,
    onUnread: hooks.onUnread,
  });
  const eraser = createEraser({
    ...{ log, durable, profile, vault, record, notice, journal: place.journal },
    closeProcesses: async () => {
      await Promise.all([processes.close(), media.close()]);
      await credentials.settled();
      await uploads.close();
    },
    countAgain: hooks.countAgain,
  });
  erasers.add(eraser);
  const runner: SessionRunner = createSession({
    ...{ log, durable, profile, vault, record, notice, http, metadata, links, pause, toError, monotonic, wallClock },
    ...own,
    ...{ expected: place.expected, eraser, earlierKeysGone },
    holdEntry: (name) => erasers.holdEntry(name),
    openProcesses: processes.open,
    closeProcesses: processes.close,
  });
  const handlers: WiredAccount['handlers'] = (app, slotCalls) =>
    hostHandlers(
      {
        ...app,
        ...{ vault, record, http, metadata, browser, toError, monotonic, wallClock },
        ...{ runner, credentials, gate, lost, delays, passwords, browserTask, checkCode, media },
        ...{ uploads: uploads.forPage, savedFiles: shared.savedFiles },
      },
      slotCalls,
    );
  return { processes, runner, credentials, media, uploads, handlers };
}

/** The session is made after them. */
function uploadsOf(
  { profile, http, wallClock }: Shared,
  { credentials, gate }: Own,
  runner: () => SessionRunner,
  { onUploads }: AccountHooks,
): Uploads {
  return createUploads({
    ...{ credentials, profile, gate, http, wallClock },
    runner: {
      get state() {
        return runner().state;
      },
      send: (event) => runner().send(event),
      listen: (listener) => runner().listen(listener),
    },
    post: orByChromium(postFile),
    onProgress: onUploads,
  });
}

function mediaOf(
  { profile, wallClock, pause, settings }: Shared,
  { credentials, gate }: Own,
  runner: () => SessionRunner,
  unsent: Uploads['open'],
): SlotMedia {
  return new SlotMedia({
    ...{ profile, credentials, gate, wallClock, pause, unsent },
    send: (event) => runner().send(event),
    state: () => runner().state,
    limit: () => settings.current.mediaSpaceMb * 1024 * 1024,
  });
}
