import Database from 'lucide-react/icons/database';
import type { StateOf } from '../../../core/session/states.ts';
import { isOfDisk } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { StartOver } from './StartOver.tsx';
import { words } from '../../words/words.ts';

export function StoreCorrupt({ state }: { readonly state: StateOf<'storeCorrupt'> }) {
  const said = words.startup.storeCorrupt;
  const {
    account: { userId },
    error,
  } = state;
  const ofDisk = isOfDisk(error);
  return (
    <Page icon={<Database size={20} />} title={titleOf(error)}>
      <p className="pageText">{textOf(error)(userId)}</p>
      <div className="pageFoot">
        <ErrorNote error={error} plain />
      </div>
      <div className="pageActions">
        <Button look="filled" autoFocus onClick={() => tellHost('retry', {})}>
          {said.retry}
        </Button>
        {!ofDisk && (
          <StartOver label={said.startOver} said={error.code === 'storeNewer' ? { ...said, confirmText: said.newerConfirmText } : said} />
        )}
        <Button look="quiet" onClick={() => tellHost('quit', {})}>
          {words.startup.quit}
        </Button>
      </div>
    </Page>
  );
}

function titleOf(error: AppError): string {
  const said = words.startup.storeCorrupt;
  if (isOfDisk(error)) return said.diskTitle;
  return error.code === 'storeNewer' ? said.newerTitle : said.title;
}

function textOf(error: AppError): (userId: string) => string {
  const said = words.startup.storeCorrupt;
  if (isOfDisk(error)) return said.disk;
  if (error.code === 'storeNewer') return said.newer;
  return error.code === 'cryptoStoreRolledBack' ? said.rolledBack : said.text;
}
