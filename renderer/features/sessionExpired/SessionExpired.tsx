import './SessionExpired.css';
import { useEffect, useRef } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { Account } from '../../../core/session/account.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { markWhenPainted } from '../../bridge/marks.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { Face } from '../../ui/Face.tsx';
import { KeyExport } from '../keyExport/KeyExport.tsx';
import { localpart, serverHost, serverName } from '../../words/accountWords.ts';
import { words } from '../../words/words.ts';
import { BrowserTrip } from '../browserTrip/BrowserTrip.tsx';
import type { DeviceCode } from '../../../core/session/method.ts';
import { ExpiredForm, type Busy } from './ExpiredForm.tsx';
import { putExpiredAside, showDialog, signInEarly } from '../../layout.ts';

interface Props {
  readonly account: Account;
  readonly problem: AppError | null;
  /** What is going on, while a sign-in is under way. */
  readonly busy: Busy | null;
  /** The rest happens in a browser, with this code where there is one. */
  readonly trip: { readonly code: DeviceCode | null } | null;
  /** The session has not ended yet; its dialog can simply be closed (L1). */
  readonly early: boolean;
  /** Whether the device is still there only signing in again can tell (C26). */
  readonly unclear: boolean;
  readonly open: boolean;
}

/** Over the dimmed app, which stays as it is: signing in again goes on where it stopped. */
export function SessionExpired({ account, problem, busy, trip, early, unclear, open }: Props) {
  const said = early ? words.session.early : words.session.expired;
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
      text={unclear ? words.session.expired.unclear : said.text}
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
          {early ? words.session.early.later : words.session.expired.notNow}
        </Button>
        {!early && (
          <Button
            look={problem?.code === 'accountDeactivated' ? 'danger' : 'quiet'}
            onClick={() => showDialog('signOut')}
            disabled={busy !== null}
          >
            {words.session.expired.erase}
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

/** What the dialog shows in this state; null where there is no such dialog. `asked`: the epoch whose early sign-in people asked for. */
export function expiredDialogOf(state: SessionState, asked: number | null = null): Omit<Props, 'open'> | null {
  if (state.phase === 'active')
    return asked === state.epoch
      ? { account: state.account, problem: state.problem, busy: null, trip: null, early: true, unclear: false }
      : null;
  if (state.phase === 'expired')
    return { account: state.account, problem: state.problem, busy: null, trip: null, early: false, unclear: state.unclear };
  if (state.phase === 'resuming') {
    const { account, method, step, code, unclear } = state;
    const busy = method.is === 'password' || step === 'confirming' || step === 'keeping' ? 'signingIn' : 'opening';
    return { account, problem: null, busy, trip: step === 'browser' ? { code } : null, early: state.origin === 'active', unclear };
  }
  if (state.phase === 'checking' && state.origin === 'expired') {
    return { account: state.account, problem: null, busy: 'checking', trip: null, early: false, unclear: state.unclear };
  }
  return null;
}

/** Signing in again while the session still lives. */
export function isEarly(state: SessionState): boolean {
  return state.phase === 'active' || (state.phase === 'resuming' && state.origin === 'active');
}
