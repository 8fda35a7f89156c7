import Database from 'lucide-react/icons/database';
import type { StateOf } from '../../../core/session/states.ts';
import { isOfDisk } from '../../../core/errors.ts';
import type { AppError } from '../../../core/errors.ts';
import { Details, ErrorNote } from '../../ui/ErrorNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { Unopened } from './Unopened.tsx';
import { words } from '../../words/words.ts';

export function StoreCorrupt({ state }: { readonly state: StateOf<'storeCorrupt'> }) {
  const said = words.startup.storeCorrupt;
  const {
    account: { userId },
    error,
  } = state;
  const ofDisk = isOfDisk(error);
  // Its title has said it.
  const newer = error.code === 'storeNewer';
  const { details } = words.errors(error);
  return (
    <Page icon={<Database size={20} />} title={titleOf(error)}>
      <p className="pageText">{textOf(error)(userId)}</p>
      <div className="pageFoot">{newer && details !== null ? <Details text={details} /> : <ErrorNote error={error} plain />}</div>
      <Unopened
        newer={newer}
        startOver={ofDisk ? null : { label: said.startOver, confirm: newer ? { ...said, confirmText: said.newerConfirmText } : said }}
      />
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
