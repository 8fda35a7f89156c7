import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';

/** The key is there but cannot be read now: nothing is made, changed or destroyed. */
export function KeychainUnreadable({ state }: { readonly state: StateOf<'keychainUnreadable'> }) {
  const said = words.startup.keychainLocked[state.reason];
  return (
    <Page icon={<KeyRound size={20} />} title={said.title}>
      <p className="pageText">{said.text}</p>
      <p className="pageText">{words.startup.keychainWaits}</p>
      <div className="pageActions">
        <Button look="filled" autoFocus onClick={() => tellHost('retry', {})}>
          {said.retry}
        </Button>
        <Button look="quiet" onClick={() => tellHost('quit', {})}>
          {words.startup.quit}
        </Button>
      </div>
    </Page>
  );
}
