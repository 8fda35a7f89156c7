import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Autostart } from '../../core/features/settings/hostCalls.ts';
import { removeDurably, writeDurably } from '../disk/writeDurably.ts';
import { desktopEntry, isObeyed } from './desktopEntry.ts';
import type { Command } from './desktopEntry.ts';

/** What starts at a sign-in to the computer. The system's own place for it is the one that counts: people change it there, too. */
export interface LoginStart {
  readonly read: () => Autostart;
  readonly put: (on: boolean) => Promise<Autostart>;
  /** What is on starts this program, wherever it has been moved to since. */
  readonly refresh: () => Promise<void>;
}

export interface XdgParts {
  readonly configHome: string;
  readonly name: string | null;
  readonly command: Command;
}

/** `$XDG_CONFIG_HOME/autostart`, by the Desktop Application Autostart Specification. */
export function xdgAutostart({ configHome, name, command }: XdgParts): LoginStart {
  const path = join(configHome, 'autostart', name === null ? 'chat.latchkey.desktop' : `chat.latchkey-${name}.desktop`);
  const entry = desktopEntry(command, name);
  const kept = (): string | null => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  };
  const read = (): Autostart => {
    if (entry === null) return 'unavailable';
    const text = kept();
    return text !== null && isObeyed(text) ? 'on' : 'off';
  };
  return {
    read,
    put: async (on) => {
      if (on && entry !== null) await writeDurably(path, entry);
      if (!on) await removeDurably(path);
      return read();
    },
    refresh: async () => {
      if (entry !== null && read() === 'on' && kept() !== entry) await writeDurably(path, entry);
    },
  };
}
