import './AccountLocked.css';
import Lock from 'lucide-react/icons/lock';
import type { Account } from '../../../core/session/account.ts';
import { tellHost } from '../../bridge/host.ts';
import { serverName } from '../../words/accountWords.ts';
import { Support } from '../support/Support.tsx';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { words } from '../../words/words.ts';
import { showDialog } from '../../layout.ts';

interface Props {
  readonly account: Account;
  /** The server's own text, or empty. */
  readonly message: string;
  readonly checking: boolean;
}

/** No rooms, no password field: only the server can lift this (G1). */
export function AccountLocked({ account, message, checking }: Props) {
  const said = words.session.locked;
  return (
    <Page icon={<Lock size={20} />} title={said.title}>
      <p className="pageText">{said.text(account.userId, serverName(account.userId))}</p>
      {message !== '' && (
        <dl className="lockedSays">
          <dt>{said.serverSays}</dt>
          <dd>{message}</dd>
        </dl>
      )}
      <Support />
      <p className="pageText" role="status">
        {checking ? words.sessionExpired.checking : said.keeps}
      </p>
      <div className="pageActions">
        <Button look="filled" disabled={checking} onClick={() => tellHost('retry', {})}>
          {said.checkNow}
        </Button>
        <Button look="quiet" onClick={() => showDialog('signOut')}>
          {said.signOut}
        </Button>
      </div>
    </Page>
  );
}
