import { makeRunSubdirectory } from '../../e2e/run/runDirectory.ts';
import { cleanUpAtEnd } from '../cleanUp.ts';
import { actionsOn } from './actions.ts';
import { chooseKeychain } from './keychain.ts';
import { runMenu } from './menu.ts';
import { openWindow } from './openWindow.ts';
import { setStage } from './stage.ts';

/** The window for people, the menu in the terminal. */
export async function runInteractively(): Promise<void> {
  const cleanUp = cleanUpAtEnd();
  try {
    console.log('Starting a private homeserver with two people in it …');
    const stage = await setStage(cleanUp);
    const profile = makeRunSubdirectory('profile');
    const keychain = await chooseKeychain(cleanUp, profile, stage.you.userId);
    const open = () => openWindow({ profile, homeserver: stage.homeserver.url, env: keychain.env });
    let window = await open();
    cleanUp.add('Latchkey', () => window.process.stop());
    const reopen = async (): Promise<string> => {
      if (window.process.isRunning()) return 'It is open.';
      window = await open();
      return 'It is open again.';
    };
    console.log(`
  Homeserver  ${stage.homeserver.url}  (already in the form)
  Username    ${stage.you.username}
  Password    ${stage.you.password}
  Keychain    ${keychain.words}
  Log         ${window.logFile}

Bob waits in the encrypted room “${stage.room.name}” and answers what you write.`);
    await runMenu(actionsOn(stage), reopen);
  } finally {
    console.log('Putting everything away …');
    await cleanUp.run();
  }
}
