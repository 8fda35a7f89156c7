import ShieldX from 'lucide-react/icons/shield-x';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { serverName } from '../../words/accountWords.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';

/** The server renews the session and rejects it again: nothing is destroyed, and people may wait or leave (I9). */
export function SessionRejected({ state }: { readonly state: StateOf<'rejected'> }) {
  const said = words.session.rejected;
  const { userId } = state.account;
  return (
    <Page icon={<ShieldX size={20} />} title={said.title}>
      <p className="pageText">{said.text(userId, serverName(userId))}</p>
      {state.problem && (
        <div className="pageFoot">
          <ErrorNote error={state.problem} plain />
        </div>
      )}
      <p className="pageText" role="status">
        {said.keeps}
      </p>
      <div className="pageActions">
        <Button look="filled" onClick={() => tellHost('retry', {})}>
          {said.tryNow}
        </Button>
        <Button look="quiet" onClick={() => showDialog('signOut')}>
          {said.signOut}
        </Button>
      </div>
    </Page>
  );
}
