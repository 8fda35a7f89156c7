import { session } from 'electron';
import type { Session } from 'electron';
import type { SessionState } from '../../core/session/states.ts';
import type { FetchLike } from '../http/http.ts';
import type { Profile } from '../profile/profile.ts';
import type { Credentials } from '../session/credentials.ts';
import { AccountMedia } from './accountMedia.ts';
import type { AccountMediaParts } from './accountMedia.ts';
import { MediaCache } from './cache/mediaCache.ts';
import { EngineAsker } from './engineAsker.ts';
import { fetchMedia } from './fetchMedia.ts';
import type { FetchMediaParts } from './fetchMedia.ts';

export interface SlotMediaParts extends Omit<FetchMediaParts, 'credentials' | 'fetch'> {
  readonly profile: Profile;
  readonly credentials: Pick<Credentials, 'account' | 'epoch' | 'keys'>;
  readonly unsent: AccountMediaParts['unsent'];
  readonly state: () => SessionState;
  /** Bytes that an account's files may take. */
  readonly limit: () => number;
}

const lingerMs = 20_000;

/** The files of whatever account is in a slot: none while there is none, and none any more once it is being destroyed. */
export class SlotMedia {
  readonly questions = new EngineAsker();
  private readonly parts: SlotMediaParts;
  private open: { readonly slug: string; readonly media: AccountMedia } | null = null;
  private closed: Promise<void> = Promise.resolve();

  constructor(parts: SlotMediaParts) {
    this.parts = parts;
  }

  get now(): AccountMedia | null {
    const { credentials, state } = this.parts;
    const { account, keys } = credentials;
    if (!account || !keys || !isOpen(state())) return null;
    if (this.open?.slug === account.slug) return this.open.media;
    void this.close();
    this.open = { slug: account.slug, media: this.mediaOf(account.slug, keys.media) };
    return this.open.media;
  }

  /** Resolves when nothing is on its way and no file is open. */
  async close(): Promise<void> {
    const { open, closed } = this;
    this.open = null;
    this.closed = Promise.allSettled([closed, open?.media.close()]).then(() => undefined);
    await this.closed;
  }

  private mediaOf(slug: string, key: Uint8Array): AccountMedia {
    const { profile, limit, wallClock, pause, unsent } = this.parts;
    return new AccountMedia({
      cache: new MediaCache({ folder: profile.account(slug).media, key, limit, wallClock }),
      ask: (target, signal) => this.questions.ask(target, signal),
      fetch: (found, signal) => fetchMedia({ ...this.parts, fetch: mediaFetch }, found, signal),
      ...{ pause, unsent, lingerMs },
    });
  }
}

/** The account's data are here, and are to stay. */
function isOpen(state: SessionState): boolean {
  return 'epoch' in state;
}

let own: Session | undefined;

/** In memory only: Chromium keeps nothing of a file on the disk. */
const mediaFetch: FetchLike = (url, init) =>
  (own ??= session.fromPartition('latchkey-media', { cache: false })).fetch(url, { ...init, bypassCustomProtocolHandlers: true });
