import { clipboard } from 'electron';
import type { CallsOf } from '../../../core/contracts/contract.ts';
import type { appOffer } from '../../../core/contracts/host.ts';
import type { attachmentsOffer } from '../../../core/features/attachments/hostCalls.ts';
import type { LoginStart } from '../../autostart/xdgAutostart.ts';
import type { SettingsFile } from '../../host/settingsFile.ts';
import type { SideDoors } from '../../host/sideDoors.ts';
import type { AskedLinkHolder } from '../../links/askedLink.ts';
import type { Log } from '../../log.ts';
import type { UpdateAsk } from '../../updates/updates.ts';
import { openOutside, readOutside } from '../../window/openOutside.ts';
import { webProtocols } from '../../window/outsideUrl.ts';

export interface AppCallsParts {
  readonly log: Log;
  readonly mark: (name: string, at: number) => void;
  readonly settings: Pick<SettingsFile, 'change'>;
  readonly sideDoors: Pick<SideDoors, 'link' | 'microphone'>;
  readonly askMicrophone: () => void;
  readonly askUpdates: (what: UpdateAsk) => void;
  readonly autostart: LoginStart;
  readonly asked: Pick<AskedLinkHolder, 'shown'>;
  readonly quit: () => void;
  readonly readyToQuit: () => void;
}

const openedForPage = [...webProtocols, 'mailto:'];

type AppCalls = Omit<CallsOf<typeof appOffer>, 'addAccount'> & Pick<CallsOf<typeof attachmentsOffer>, 'askMicrophone'>;

/** What is about the app and not about an account. */
export function appCalls({ log, sideDoors, autostart, ...parts }: AppCallsParts): AppCalls {
  return {
    quit: () => parts.quit(),
    readyToQuit: () => parts.readyToQuit(),
    changeSettings: (change) => parts.settings.change(change),
    askUpdates: async ({ what }) => {
      await sideDoors.link();
      parts.askUpdates(what);
    },
    autostart: () => autostart.read(),
    putAutostart: ({ on }) => autostart.put(on),
    openLink: async ({ url }) => {
      readOutside(url, openedForPage);
      await sideDoors.link();
      await openOutside(url, openedForPage);
    },
    askMicrophone: async () => {
      await sideDoors.microphone();
      parts.askMicrophone();
    },
    linkShown: ({ number }) => parts.asked.shown(number),
    copyText: ({ text }) => clipboard.writeText(text),
    mark: ({ name, at }) => parts.mark(name, at),
    report: ({ text }) => log.write('warn', `page: ${text}`),
  };
}
