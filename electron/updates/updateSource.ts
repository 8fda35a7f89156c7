import { z } from 'zod';
import type { UpdatesOff } from '../../core/features/updates/model.ts';

export type UpdateKind = 'AppImage' | 'deb' | 'nsis' | 'mac';

/** Where this copy gets its updates from, or who else brings them. */
export type UpdateSource = { readonly is: 'none'; readonly why: UpdatesOff } | ({ readonly is: 'feed' } & FeedSource);

export interface FeedSource {
  readonly kind: UpdateKind;
  /** The folder of the feed and of what it names, with a slash at its end. */
  readonly base: URL;
  readonly keys: readonly string[];
  /** From the window until the first look. */
  readonly quietMs: number;
}

/** What lies in and around this copy. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program that runs. */
  readonly executable: string;
  readonly isPackaged: boolean;
  /** It bears the mark of what is no release (scripts/markBuild.mjs). */
  readonly isMarked: boolean;
  readonly isStore: boolean;
  /** `resources/no-updates`: packagers write into it who brings updates. Null: not there. */
  readonly noUpdates: string | null;
  /** `resources/package-type`. */
  readonly packageType: string | null;
  /** `resources/updates.json`. */
  readonly config: string | null;
  readonly pinnedKeys: readonly string[];
}

const configShape = z.object({ feed: z.url() });
/** `LATCHKEY_UPDATES`: a feed of a test's own. */
const testShape = z.strictObject({
  feed: z.url(),
  keys: z.array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/)).max(2),
  kind: z.enum(['AppImage', 'deb', 'nsis', 'mac']),
  quietMs: z.number().int().min(0),
});

/** After the window: whoever starts the app reads messages first. */
const usualQuietMs = 60_000;
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

export function updateSource(here: Surroundings): UpdateSource {
  // A release listens to no variable of its environment.
  const test = !here.isPackaged || here.isMarked ? read(testShape, here.env['LATCHKEY_UPDATES'] ?? null) : null;
  if (test) return feedOf(test.feed, { ...test, allowLoopback: true });
  const why = othersUpdate(here);
  if (why) return { is: 'none', why };
  const kind = here.isPackaged ? kindOf(here) : null;
  const config = read(configShape, here.config);
  if (!kind || !config || here.pinnedKeys.length === 0) return notSetUp;
  return feedOf(config.feed, { kind, keys: here.pinnedKeys, quietMs: usualQuietMs, allowLoopback: false });
}

const notSetUp: UpdateSource = { is: 'none', why: { is: 'notSetUp' } };

function feedOf(feed: string, { allowLoopback, ...more }: Omit<FeedSource, 'base'> & { allowLoopback: boolean }): UpdateSource {
  const base = new URL(feed.endsWith('/') ? feed : `${feed}/`);
  const mayBeHttp = allowLoopback && base.protocol === 'http:' && loopback.has(base.hostname);
  if (base.protocol !== 'https:' && !mayBeHttp) return notSetUp;
  return { is: 'feed', base, kind: more.kind, keys: more.keys, quietMs: more.quietMs };
}

function othersUpdate(here: Surroundings): UpdatesOff | null {
  if (here.noUpdates !== null) return { is: 'packager', name: here.noUpdates.split('\n')[0]?.trim().slice(0, 80) || null };
  if (here.env['FLATPAK_ID']) return { is: 'packager', name: 'Flatpak' };
  if (here.env['SNAP']) return { is: 'packager', name: 'Snap' };
  if (here.isStore) return { is: 'packager', name: null };
  if (here.packageType === 'rpm') return { is: 'byHand' };
  if (here.isPackaged && here.platform === 'linux' && kindOf(here) === null) return { is: 'byHand' };
  return null;
}

function kindOf({ platform, env, executable, packageType }: Surroundings): UpdateKind | null {
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'mac';
  if (packageType === 'deb') return 'deb';
  // A terminal or an editor that is an AppImage itself hands its own variables to all that is started from it.
  const isInside = Boolean(env['APPDIR']) && executable.startsWith(`${env['APPDIR']}/`);
  return env['APPIMAGE'] && isInside ? 'AppImage' : null;
}

function read<Shape extends z.ZodType>(shape: Shape, text: string | null): z.infer<Shape> | null {
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
