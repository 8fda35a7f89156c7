import { z } from 'zod';
import { Failure } from '../../core/errors.ts';
import { isUserId } from '../../core/ids.ts';
import type { UserId } from '../../core/ids.ts';
import type { Durable } from '../disk/durable.ts';
import { JsonFile } from '../disk/jsonFile.ts';

// It becomes part of paths.
const slugShape = z.string().regex(/^[0-9a-f]{16}$/);
const accountShape = z.object({
  userId: z.custom<UserId>((text) => typeof text === 'string' && isUserId(text)),
  deviceId: z.string(),
  // It becomes part of a content security policy.
  homeserver: z.url({ protocol: /^https?$/ }),
  slug: slugShape,
});
const entryShape = z.object({
  slug: slugShape,
  phase: z.enum(['signingIn', 'signedIn']),
  account: accountShape.nullable(),
  expiredSince: z.number().nullable(),
  /** Tells a wrong root key (J6); not secret. */
  keyCheck: z.string().nullable(),
  /** The keychain may still hold the transient entry of the sign-in. */
  pendingKey: z.boolean(),
  /**
   * `POST /login` for this device went out and no answer refused it: the server may have ended the token before it (CS "Relationship
   * between access tokens and devices").
   */
  loginSent: z.boolean().optional(),
  /**
   * The same of a change of password by a session with a refresh token, which Synapse ends with it, while its cache goes on answering: only
   * a new token shows that it was not done.
   */
  passwordSent: z.boolean().optional(),
  /** The server has been seen to have this device's keys. Here, too, because the sealed tokens may be damaged (D11). */
  published: z.boolean().optional(),
});
const version = 1;
const fileShape = z.object({ v: z.literal(version), accounts: z.array(z.unknown()) });
/** What a newer Latchkey has written, whatever else it says. */
const newerShape = z.object({ v: z.int().gt(version) });

/** What the profile remembers of an account; no secrets. */
export type AccountRecord = z.infer<typeof entryShape>;

/** `session.json`. */
export class SessionRecord {
  private readonly file: JsonFile;
  private entries: readonly AccountRecord[] = [];
  private newer = false;
  /** Users of sign-ins under way, by slug. */
  private readonly claims = new Map<string, UserId>();

  constructor(path: string, durable: Durable) {
    this.file = new JsonFile(path, durable);
    this.load();
  }

  /**
   * A file that cannot be read counts as none, but for a newer Latchkey's, which is nobody's but its own (J16): once seen, only a file of
   * ours takes its place. An entry that cannot be read counts as not there: the account is found again by its folder.
   */
  load(): void {
    this.entries = [];
    try {
      const json = this.file.read();
      if (newerShape.safeParse(json).success) this.newer = true;
      else this.take(json);
    } catch {
      this.entries = [];
    }
  }

  private take(json: unknown): void {
    const { accounts } = fileShape.parse(json);
    this.entries = accounts.flatMap((entry) => entryShape.safeParse(entry).data ?? []);
    this.newer = false;
  }

  /** A newer Latchkey has written it: it is never written over, and no account of it is opened. */
  get isNewer(): boolean {
    return this.newer;
  }

  get accounts(): readonly AccountRecord[] {
    return this.entries;
  }

  of(slug: string): AccountRecord | undefined {
    return this.entries.find((entry) => entry.slug === slug);
  }

  /** The same user is signed in once: false where another account of this app is that user, or is becoming it at this moment. */
  claim(userId: UserId, slug: string): boolean {
    if (this.isElsewhere(userId, slug) || [...this.claims].some(([other, claimed]) => other !== slug && claimed === userId)) return false;
    this.claims.set(slug, userId);
    return true;
  }

  release(slug: string): void {
    this.claims.delete(slug);
  }

  /** Another account than this one is that user's. */
  isElsewhere(userId: UserId, slug: string): boolean {
    return this.entries.some((entry) => entry.slug !== slug && entry.account?.userId === userId);
  }

  async put(step: string, entry: AccountRecord): Promise<void> {
    await this.save(step, (entries) => [...entries.filter(({ slug }) => slug !== entry.slug), entry]);
  }

  /** Where the account is gone by its turn nothing is written down again. */
  async change(step: string, slug: string, news: Partial<Omit<AccountRecord, 'slug'>>): Promise<void> {
    await this.save(step, (entries) =>
      entries.some((entry) => entry.slug === slug) ? entries.map((entry) => (entry.slug === slug ? { ...entry, ...news } : entry)) : null,
    );
  }

  /** Writes also where it knows of nothing: a file that could not be read may still name the account. */
  async drop(step: string, slug: string): Promise<void> {
    this.release(slug);
    // A newer Latchkey finds out by itself that the account is gone.
    if (this.newer) return;
    await this.save(step, (entries) => entries.filter((entry) => entry.slug !== slug));
  }

  private async save(step: string, edit: (entries: readonly AccountRecord[]) => readonly AccountRecord[] | null): Promise<void> {
    await this.file.change(async ({ write }) => {
      if (this.newer) throw new Failure({ code: 'storeNewer', ref: 'session.json' });
      const entries = edit(this.entries);
      if (!entries) return;
      await write({ v: version, accounts: entries }, step);
      this.entries = entries;
    });
  }
}
