import type { Handlers } from '../../core/contracts/contract.ts';
import type { EngineOpening } from '../../core/features/session/mainCalls.ts';
import type { MainContract } from '../../core/contracts/main.ts';
import type { CallsOf } from '../../core/contracts/contract.ts';
import type { uploadsOffer } from '../../core/features/sending/mainCalls.ts';
import { Failure } from '../../core/errors.ts';
import { saveKeyFile } from '../keyFile/saveKeyFile.ts';
import type { Log } from '../log.ts';
import type { EngineAsker } from '../media/engineAsker.ts';
import type { Credentials } from '../session/credentials.ts';
import type { MainGate } from '../session/mainGate.ts';
import type { Send } from '../session/sessionRunner.ts';
import { maskedPath } from './maskedPath.ts';

export interface MainHandlerParts {
  readonly credentials: Credentials;
  readonly gate: MainGate;
  readonly log: Log;
  readonly mediaQuestions: Pick<EngineAsker, 'listen' | 'answered'>;
  readonly send: Send;
  readonly wallClock: () => number;
  readonly mark: (name: string, at: number) => void;
  readonly reopenEngine: () => void;
  readonly comparesHistory: boolean;
  /** Whether the disk on which the profile lies has room. */
  readonly hasRoom: () => Promise<boolean>;
  /** The keychain has been read and the account is to be opened. */
  readonly whenOpened: () => Promise<void>;
  readonly onSynced: () => void;
  /** The homeserver has taken the device's keys. */
  readonly onPublished: () => Promise<void>;
  readonly uploads: CallsOf<typeof uploadsOffer>;
  readonly onUnread: (unreadCount: number, mentionCount: number) => void;
}

/** What main answers the engine. */
export function mainHandlers(parts: MainHandlerParts): Handlers<MainContract> {
  const { credentials, gate, log, send } = parts;
  return {
    calls: {
      opening: async () => {
        await parts.whenOpened();
        return { ...openingOf(credentials), comparesHistory: parts.comparesHistory };
      },
      handedSecrets: () => credentials.takeSecrets(),
      ready: (identity) => deviceIsOpen(parts, identity),
      published: () => parts.onPublished(),
      openFailed: ({ error }) => send({ type: 'openFailed', error }),
      reopen: async () => {
        if (!(await parts.hasRoom())) throw new Failure({ code: 'diskFull' });
        log.write('warn', 'the engine begins anew, from what its crypto store holds');
        parts.reopenEngine();
      },
      tokenJudged: ({ epoch, verdict, path }) => {
        log.write('info', `token ${epoch} judged ${verdict.is} at ${maskedPath(path)}`);
        send({ type: 'tokenJudged', epoch, verdict, now: parts.wallClock() });
      },
      synced: ({ epoch }) => {
        log.write('info', `synced with token ${epoch}`);
        send({ type: 'synced', epoch });
        parts.onSynced();
      },
      saveKeyFile: async ({ text }) => ({ saved: await saveKeyFile(text) }),
      mediaIs: (said) => parts.mediaQuestions.answered(said),
      unread: ({ unreadCount, mentionCount }) => parts.onUnread(unreadCount, mentionCount),
      ...parts.uploads,
      mark: ({ name, at }) => parts.mark(name, at),
      log: ({ level, text }) => log.write(level, text),
    },
    streams: {
      gate: (_arg, emit) => gate.listen(emit),
      mediaQuestions: (_arg, emit) => parts.mediaQuestions.listen(emit),
    },
  };
}

function openingOf({ account, keys }: Credentials): Omit<EngineOpening, 'comparesHistory'> {
  if (!account || !keys) throw new Error('there is no account to open');
  const { userId, deviceId, homeserver } = account;
  return { userId, deviceId, homeserver, cryptoStoreKey: keys.cryptoStore };
}

async function deviceIsOpen(
  { credentials, gate, log, send }: MainHandlerParts,
  identity: { ed25519: string; curve25519: string },
): Promise<void> {
  const known = credentials.identity;
  if (known && known.ed25519 !== identity.ed25519) {
    // A new identity under an old device ID would be uploaded over the one that others trust (D4).
    gate.hold();
    send({
      type: 'openFailed',
      error: { code: 'cryptoStoreMismatch', ref: log.fault('opening', 'the crypto store holds another identity than this device had') },
    });
    return;
  }
  send({ type: 'engineReady' });
  await credentials.learnIdentity({ ...identity, published: known?.published ?? false });
}
