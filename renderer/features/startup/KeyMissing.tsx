import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { Page } from '../../ui/Page.tsx';
import { Unopened } from './Unopened.tsx';
import { words } from '../../words/words.ts';

/** The data is here, the key is not: a keychain was emptied or a profile was copied (J3). */
export function KeyMissing({ state }: { readonly state: StateOf<'keyMissing'> }) {
  const said = words.startup.keyMissing;
  return (
    <Page icon={<KeyRound size={20} />} title={said.title}>
      <p className="pageText">{said.text(state.account.userId)}</p>
      <p className="pageText">{said.keep}</p>
      <p className="pageText">{said.moved}</p>
      <Unopened newer={false} startOver={{ label: said.startOver, confirm: said }} />
    </Page>
  );
}
