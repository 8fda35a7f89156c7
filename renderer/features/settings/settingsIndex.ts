import { words } from '../../words/words.ts';

const { account, settings, keyBackup, wayBack, updates } = words;
export type Section = keyof typeof account.sections;

export interface Place {
  readonly section: Section;
  readonly label: string;
}

/** Without the dots of what asks once more. */
const plain = (label: string): string => label.replace(/…$/u, '');

/** What can be set, and where. */
const places: Readonly<Record<Section, readonly string[]>> = {
  account: [account.name, account.userId, plain(account.everywhere.open), plain(account.deactivate.open)],
  security: [account.password.submit, keyBackup.title, wayBack.settings.title, account.keys.title, plain(account.keys.open), settings.hide],
  devices: [account.devices.here, account.devices.manage],
  appearance: [settings.theme, settings.zoom],
  computer: [settings.autostart],
  updates: [updates.switch],
};

/** The lines, among these sections, that have words which begin as each that was typed. */
export function findSettings(text: string, shown: readonly Section[]): readonly Place[] {
  const sought = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  if (sought.length === 0) return [];
  return shown.flatMap((section) =>
    places[section]
      .filter((label) => {
        const own = `${account.sections[section]} ${label}`.toLocaleLowerCase().split(/\s+/u);
        return sought.every((word) => own.some((one) => one.startsWith(word)));
      })
      .map((label) => ({ section, label })),
  );
}
