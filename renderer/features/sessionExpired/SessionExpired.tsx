import './SessionExpired.css';
import { useEffect, useRef } from 'react';
import type { Account } from '../../../core/session/account.ts';
import { tellHost } from '../../bridge/host.ts';
import { markWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Face } from '../../ui/Face.tsx';
import { KeyExport } from '../keyExport/KeyExport.tsx';
import { localpart, serverHost, serverName } from '../../words/accountWords.ts';
import { words } from '../../words/words.ts';
import { BrowserTrip } from '../browserTrip/BrowserTrip.tsx';
import { ExpiredForm } from './ExpiredForm.tsx';
import type { SignInAgain } from './sessionExpired.ts';
import { putExpiredAside, showDialog, signInEarly } from '../../layout.ts';

interface Props extends SignInAgain {
  readonly open: boolean;
}

/** Over the dimmed app, which stays as it is: signing in again goes on where it stopped. */
export function SessionExpired({ account, problem, busy, trip, early, unclear, open }: Props) {
  const said = early ? words.sessionExpired.early : words.sessionExpired;
  const close = early ? closeEarly : () => putExpiredAside(true);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) markWhenPainted('dialogShown');
  }, [open]);
  return (
    <DialogFrame
      open={open}
      onClose={close}
      title={said.title}
      // While a code is shown there is room for what to do with it.
      text={unclear ? words.sessionExpired.unclear : trip?.code ? undefined : said.text}
      initialFocus={password}
      inertBehind
      className="expiredDialog"
      head={<Who account={account} />}
    >
      {trip ? (
        <div className="expiredTrip">
          <BrowserTrip server={serverName(account.userId)} code={trip.code} />
        </div>
      ) : (
        <ExpiredForm account={account} problem={problem} busy={busy} password={password} />
      )}
      {!early && (
        <div className="expiredKeys">
          <KeyExport look="quiet" disabled={busy === 'checking'} />
        </div>
      )}
      <div className="expiredRest">
        <Button look="quiet" onClick={close}>
          {early ? words.sessionExpired.early.later : words.sessionExpired.notNow}
        </Button>
        {!early && (
          <Button
            look={problem?.code === 'accountDeactivated' ? 'danger' : 'quiet'}
            onClick={() => showDialog('signOut')}
            disabled={busy !== null}
          >
            {words.sessionExpired.erase}
          </Button>
        )}
      </div>
    </DialogFrame>
  );
}

/** A sign-in that was asked for early is called off with its dialog. */
function closeEarly(): void {
  tellHost('cancel', {});
  signInEarly(null);
}

function Who({ account }: { readonly account: Account }) {
  return (
    <div className="expiredAccount">
      <Face id={account.userId} name={localpart(account.userId)} size={40} />
      <div className="expiredWho">
        <div className="expiredName">{localpart(account.userId)}</div>
        <div className="expiredServer">{serverHost(account)}</div>
      </div>
    </div>
  );
}
