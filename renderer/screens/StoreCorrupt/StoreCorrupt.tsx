import Database from 'lucide-react/icons/database';
import type { StateOf } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Page } from '../../components/Page.tsx';
import { StartOver } from '../../components/StartOver.tsx';
import { words } from '../../i18n/words.ts';

export function StoreCorrupt({ state }: { readonly state: StateOf<'storeCorrupt'> }) {
  const said = words.session.storeCorrupt;
  return (
    <Page icon={<Database size={20} />} title={said.title}>
      <p className="pageText">{(state.error.code === 'cryptoStoreRolledBack' ? said.rolledBack : said.text)(state.account.userId)}</p>
      <div className="pageFoot">
        <ErrorNote error={state.error} plain />
      </div>
      <div className="pageActions">
        <Button look="filled" autoFocus onClick={() => tellHost('retry', {})}>
          {said.retry}
        </Button>
        <StartOver label={said.startOver} said={said} />
        <Button look="quiet" onClick={() => tellHost('quit', {})}>
          {words.session.quit}
        </Button>
      </div>
    </Page>
  );
}
