import { readFileSync } from 'node:fs';
import { settingsShape } from '../../core/contracts/host.ts';
import type { Settings } from '../../core/contracts/host.ts';
import { writeDurably } from '../disk/writeDurably.ts';

const defaults: Settings = { theme: 'system', hideWhileSignedOut: false, roomsWidth: 264, roomsCollapsed: false, zoom: 1, lookForUpdates: true };

/** `settings.json`: tied to no session, so an erase leaves it (E2). */
export class SettingsFile {
  private readonly path: string;
  private settings: Settings;
  private saving: Promise<void> = Promise.resolve();
  onChange: (settings: Settings) => void = () => undefined;

  constructor(path: string) {
    this.path = path;
    this.settings = read(path);
  }

  get current(): Settings {
    return this.settings;
  }

  async put(settings: Settings): Promise<void> {
    this.settings = settings;
    this.onChange(settings);
    const before = this.saving.catch(() => undefined);
    this.saving = before.then(() => writeDurably(this.path, JSON.stringify(this.settings)));
    await this.saving;
  }
}

/** What is missing or broken in the file is the default, each for itself; what this version does not know is left out. */
function read(path: string): Settings {
  try {
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof stored !== 'object' || stored === null) return defaults;
    const kept = (Object.keys(defaults) as (keyof Settings)[]).flatMap((key) => {
      const { success, data } = settingsShape.shape[key].safeParse((stored as Readonly<Record<string, unknown>>)[key]);
      return success ? [[key, data] as const] : [];
    });
    return settingsShape.parse({ ...defaults, ...Object.fromEntries(kept) });
  } catch {
    return defaults;
  }
}
