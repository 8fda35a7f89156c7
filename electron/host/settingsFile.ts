import { firstSettings } from '../../core/features/settings/firstSettings.ts';
import { settingsShape } from '../../core/features/settings/hostCalls.ts';
import type { Settings } from '../../core/features/settings/hostCalls.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Disposer } from '../../core/listeners.ts';
import { JsonFile } from '../disk/jsonFile.ts';

/** `settings.json`: tied to no session, so an erase leaves it (E2). */
export class SettingsFile {
  private readonly file: JsonFile;
  private settings: Settings;
  private readonly listeners = new Listeners<Settings>();

  constructor(path: string) {
    this.file = new JsonFile(path);
    this.settings = read(this.file);
  }

  get current(): Settings {
    return this.settings;
  }

  listen(listener: (settings: Settings) => void): Disposer {
    return this.listeners.add(listener);
  }

  async change(change: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...change };
    this.listeners.tell(this.settings);
    await this.file.change(({ write }) => write(this.settings));
  }
}

/** What is missing or broken in the file is the default, each for itself; what this version does not know is left out. */
function read(file: JsonFile): Settings {
  try {
    const stored = file.read();
    if (typeof stored !== 'object' || stored === null) return firstSettings;
    const kept = (Object.keys(firstSettings) as (keyof Settings)[]).flatMap((key) => {
      const { success, data } = settingsShape.shape[key].safeParse((stored as Readonly<Record<string, unknown>>)[key]);
      return success ? [[key, data] as const] : [];
    });
    return settingsShape.parse({ ...firstSettings, ...Object.fromEntries(kept) });
  } catch {
    return firstSettings;
  }
}
