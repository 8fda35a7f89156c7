import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { StartOver } from './StartOver.tsx';
import { words } from '../../words/words.ts';

/** The data is here, the key is not: a keychain was emptied or a profile was copied (J3). */
export function KeyMissing({ state }: { readonly state: StateOf<'keyMissing'> }) {
  const said = words.startup.keyMissing;
  return (
    <Page icon={<KeyRound size={20} />} title={said.title}>
      <p className="pageText">{said.text(state.account.userId)}</p>
      <p className="pageText">{said.keep}</p>
      <p className="pageText">{said.moved}</p>
      <div className="pageActions">
        <Button look="filled" autoFocus onClick={() => tellHost('retry', {})}>
          {said.retry}
        </Button>
        <StartOver label={said.startOver} said={said} />
        <Button look="quiet" onClick={() => tellHost('quit', {})}>
          {words.startup.quit}
        </Button>
      </div>
    </Page>
  );
}
