import { words } from '../../words/words.ts';

const { account, settings, keyBackup, recovery, recoveryKey, updates } = words;
export type Section = keyof typeof account.sections;

export interface Place {
  readonly section: Section;
  readonly label: string;
  /** The `id` of what is drawn there. */
  readonly at: string;
}

/** Without the dots of what asks once more. */
const plain = (label: string): string => label.replace(/…$/u, '');

/** What can be set, and where: by the `id` of its line or group, in the order in which they stand. */
export const places: Readonly<Record<Section, Readonly<Record<string, readonly string[]>>>> = {
  account: {
    settingsName: [account.name],
    settingsUserId: [account.userId],
    settingsEverywhere: [plain(account.everywhere.open)],
    settingsClose: [plain(account.deactivate.open)],
  },
  security: {
    settingsPassword: [account.password.submit],
    settingsHistory: [recovery.settings.title],
    settingsBackup: [keyBackup.title],
    settingsRecoveryKey: [recoveryKey.settings.title],
    settingsKept: [settings.kept.title],
    settingsKeys: [account.keys.title, plain(account.keys.open)],
    settingsPictures: [settings.pictures],
    settingsPrivacy: [settings.hide, settings.receipts],
  },
  devices: { settingsHere: [account.devices.here], settingsOthers: [account.devices.manage] },
  appearance: { settingsTheme: [settings.theme], settingsZoom: [settings.zoom] },
  computer: { settingsAutostart: [settings.autostart], settingsSpace: [settings.space] },
  updates: { settingsUpdates: [updates.switch] },
};

/** The lines, among these sections, that have words which begin as each that was typed. */
export function findSettings(text: string, shown: readonly Section[]): readonly Place[] {
  const sought = wordsOf(text);
  if (sought.length === 0) return [];
  return shown.flatMap((section) =>
    Object.entries(places[section]).flatMap(([at, labels]) =>
      labels
        .filter((label) => {
          const own = wordsOf(`${account.sections[section]} ${label}`);
          return sought.every((word) => own.some((one) => one.startsWith(word)));
        })
        .map((label) => ({ section, label, at })),
    ),
  );
}

const wordsOf = (text: string): readonly string[] => text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
