import KeyRound from 'lucide-react/icons/key-round';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { Unopened } from './Unopened.tsx';

type Keyless = StateOf<'keyMissing' | 'keyUnusable'>;

/**
 * The data is here, and the key is not: a keychain was emptied or a profile was copied (J3), its entry is not one that this Latchkey can read (J12),
 * or the list of all accounts is a newer Latchkey's (J16).
 */
export function NoKey({ state }: { readonly state: Keyless }) {
  const why = state.phase === 'keyUnusable' ? state.why : null;
  const said = why === null ? words.startup.keyMissing : words.startup.keyUnusable;
  // With a second account the rail offers one more; into a list that cannot be read none can be written.
  const mayAdd = useAccounts(({ list }) => list.length < 2) && why !== null && why !== 'recordNewer';
  const { title, lines } = wordsOf(state);
  return (
    <Page icon={<KeyRound size={20} />} title={title}>
      {lines.map((line) => (
        <p key={line} className="pageText">
          {line}
        </p>
      ))}
      <Unopened
        newer={why === 'newer' || why === 'recordNewer'}
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

function wordsOf(state: Keyless): { readonly title: string; readonly lines: readonly string[] } {
  const { userId } = state.account;
  const { keyMissing: missing, keyUnusable: unusable } = words.startup;
  if (state.phase === 'keyMissing') return { title: missing.title, lines: [missing.text(userId), missing.keep, missing.moved] };
  const isRecord = state.why === 'recordNewer';
  return {
    title: isRecord ? unusable.recordTitle : unusable.title,
    lines: [(isRecord ? unusable.recordText : unusable.text)(userId), unusable.why[state.why]],
  };
}
