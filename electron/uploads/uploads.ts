import type { CallsOf } from '../../core/contracts/contract.ts';
import type { attachmentsOffer, UploadProgress } from '../../core/features/attachments/hostCalls.ts';
import type { uploadsOffer } from '../../core/features/sending/mainCalls.ts';
import { AccountServer } from '../account/accountServer.ts';
import type { AccountServerParts } from '../account/accountServer.ts';
import type { Profile } from '../profile/profile.ts';
import type { Credentials } from '../session/credentials.ts';
import type { MainGate } from '../session/mainGate.ts';
import { FilesToSend } from './filesToSend.ts';
import type { PostFile } from './postFile.ts';
import type { SealedReader } from './sealedFile.ts';
import { ServerLimit } from './serverLimit.ts';
import { Uploader } from './uploader.ts';

export interface UploadsParts extends Omit<AccountServerParts, 'credentials'> {
  readonly credentials: Pick<Credentials, 'account' | 'tokens' | 'epoch' | 'keys'>;
  readonly gate: Pick<MainGate, 'listen'>;
  readonly profile: Pick<Profile, 'account'>;
  readonly post: PostFile;
  readonly onProgress: (progress: readonly UploadProgress[]) => void;
}

/** The files that one account sends: kept sealed, and brought to its homeserver. */
export interface Uploads {
  readonly forPage: Omit<CallsOf<typeof attachmentsOffer>, 'askMicrophone'>;
  readonly forEngine: CallsOf<typeof uploadsOffer>;
  /** A file that waits, to be shown; null: there is none of this name. */
  readonly open: (id: string) => Promise<WaitingFile | null>;
  readonly progress: () => readonly UploadProgress[];
  /** Nothing of the account is written, read or sent any more when it resolves. */
  readonly close: () => Promise<void>;
}

interface WaitingFile {
  /** Bytes. */
  readonly arrived: number;
  read(from: number, to: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** People see no more than that. */
const progressEveryMs = 100;

export function createUploads(parts: UploadsParts): Uploads {
  const { credentials, profile, gate, post, runner, wallClock } = parts;
  const files = new FilesToSend({
    place: () => {
      const { account, keys } = credentials;
      return account && keys && { folder: profile.account(account.slug).uploads, key: keys.uploads };
    },
  });
  const limit = new ServerLimit(new AccountServer(parts));
  const tell = spaced(() => parts.onProgress(uploader.progress));
  const uploader: Uploader = new Uploader({
    ...{ files, credentials, gate, post },
    judged: (epoch, verdict) => runner.send({ type: 'tokenJudged', epoch, verdict, now: wallClock() }),
    onProgress: tell,
    limitBytes: () => limit.known,
  });
  return {
    forPage: {
      uploadLimit: async () => ({ bytes: await limit.ask() }),
      keepFile: (piece) => files.keep(piece),
      dropFile: ({ id }) => files.drop([id]),
    },
    forEngine: {
      uploadFile: async (file) => {
        await limit.mustFit(await files.lengthOf(file.id));
        return uploader.upload(file);
      },
      cancelUpload: ({ id }) => uploader.cancel(id),
      dropFiles: ({ ids }) => files.drop(ids),
      keepOnly: ({ ids }) => files.keepOnly(ids),
    },
    open: (id) => files.open(id).then(shown, () => null),
    progress: () => uploader.progress,
    close: async () => {
      await uploader.close();
      await files.close();
    },
  };
}

function shown(reader: SealedReader): WaitingFile {
  return {
    arrived: reader.length,
    read: async (from, to) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of reader.read(from, to)) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    close: () => reader.close(),
  };
}

/** However often it is called, it is done once in a while, and once more after the last. */
function spaced(work: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, progressEveryMs);
  };
}
