import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Unopened } from './Unopened.tsx';
import { words } from '../../words/words.ts';
import { useAccounts } from '../accounts/accounts.ts';

/** The keychain has an entry for this account, but not one that this Latchkey can read (J12); or the list of all accounts is a newer Latchkey's (J16). */
export function KeyUnusable({ state }: { readonly state: StateOf<'keyUnusable'> }) {
  const said = words.startup.keyUnusable;
  const isRecord = state.why === 'recordNewer';
  // With a second account the rail offers one more; into a list that cannot be read none can be written.
  const mayAdd = useAccounts(({ list }) => list.length < 2) && !isRecord;
  return (
    <Page icon={<KeyRound size={20} />} title={isRecord ? said.recordTitle : said.title}>
      <p className="pageText">{(isRecord ? said.recordText : said.text)(state.account.userId)}</p>
      <p className="pageText">{said.why[state.why]}</p>
      <Unopened
        newer={state.why !== 'damaged'}
        more={
          mayAdd && (
            <Button look="quiet" onClick={() => tellHost('addAccount', {})}>
              {words.rail.add}
            </Button>
          )
        }
        startOver={{ label: said.startOver, confirm: said }}
      />
    </Page>
  );
}
