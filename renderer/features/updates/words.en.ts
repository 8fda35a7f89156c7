import { bytes, dateAndTime, dayCaption } from '../../words/format.ts';

export const enUpdates = {
  switch: 'Look for updates',
  switchText: 'Once after the start, and daily. Nothing is downloaded before you ask for it.',
  off: {
    setting: 'Latchkey does not look for updates, as you chose.',
    packager: (name: string | null) =>
      name === null ? 'This copy of Latchkey is updated by where you installed it from.' : `This copy of Latchkey is updated by ${name}.`,
    byHand: 'This copy of Latchkey does not update itself: to update it, install a newer one over it from where you got it.',
    notSetUp: 'Updates are not set up for this build of Latchkey.',
  },
  never: 'Latchkey has not looked for updates since it was started.',
  upToDate: (at: number, now: number) => `There was nothing newer. Looked: ${dayCaption(at, now)}, ${dateAndTime(at)}.`,
  looking: 'Looking for updates…',
  look: 'Look now',
  available: (version: string) => `Latchkey ${version} is there`,
  availableText: (size: number) => `${bytes(size)} to download. It is put in place when you quit.`,
  download: 'Download',
  downloading: (version: string) => `Downloading Latchkey ${version}…`,
  received: (done: number, total: number) => `${bytes(done)} of ${bytes(total)}`,
  stop: 'Stop',
  ready: (version: string) => `Latchkey ${version} is ready`,
  readyText: 'It is put in place when you quit. Your system may ask for your password then.',
  restart: 'Quit and start again',
  later: 'Later',
  again: 'Try again',
  news: 'What is new',
  noNews: 'Nothing was written about this version.',
  failed: {
    look: 'Updates could not be looked for',
    download: (version: string) => `Latchkey ${version} could not be downloaded`,
    install: (version: string) => `Latchkey ${version} could not be put in place`,
  },
  problem: {
    offline: 'The server of the updates cannot be reached.',
    notThere: 'The server of the updates has nothing there at the moment.',
    unsigned: 'What the server says about updates is not signed, so nothing of it was used. Latchkey stays as it is.',
    wrongSignature:
      'What the server says about updates was not signed by Latchkey’s makers, or was changed on the way, so nothing of it was used. Latchkey stays as it is.',
    unreadable: 'What the server says about updates cannot be used by this version of Latchkey.',
    older: 'The server offers an older version than this one, which Latchkey does not go back to.',
    rolledBack: 'The server shows older news about updates than it showed before, so it was not used.',
    redirected: 'The server sends to another place, where Latchkey does not go.',
    expired: (issuedAt: number) =>
      `The server’s newest word about updates is of ${dateAndTime(issuedAt)}, which is too old to be relied on: there may be updates that it does not show. If this goes on, check the clock of this computer, or look at where you got Latchkey from.`,
    damaged: 'What was downloaded is not what Latchkey’s makers signed, so it was thrown away.',
    diskFull: 'There is not enough room on the disk.',
    notInstalled: 'Your system did not put it in place, and the version that you had goes on. You may have been asked for a password.',
    internal: (ref: string) => `Something went wrong in Latchkey itself. Reference ${ref}`,
  },
};
