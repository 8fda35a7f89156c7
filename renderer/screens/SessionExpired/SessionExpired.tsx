import './SessionExpired.css';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { Account } from '../../../core/session/account.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { markWhenPainted } from '../../bridge/marks.ts';
import { Button, LinkButton } from '../../components/Button.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Face } from '../../components/Face.tsx';
import { KeyExport } from '../../components/keys/KeyExport.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { useCountdown } from '../../components/useCountdown.ts';
import { localpart, serverHost } from '../../components/accountWords.ts';
import { duration } from '../../i18n/format.ts';
import { words } from '../../i18n/words.ts';
import { putExpiredAside, showDialog, signInEarly } from '../../stores/layout.ts';
import { useRetry } from './useRetry.ts';

interface Props {
  readonly account: Account;
  readonly problem: AppError | null;
  /** What is going on, while a sign-in is under way. */
  readonly busy: 'signingIn' | 'checking' | null;
  /** The session has not ended yet; its dialog can simply be closed (L1). */
  readonly early: boolean;
  readonly open: boolean;
}

/** Over the dimmed app, which stays as it is: signing in again goes on where it stopped. */
export function SessionExpired({ account, problem, busy, early, open }: Props) {
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
      text={said.text}
      initialFocus={password}
      className="expiredDialog"
      head={<Who account={account} />}
    >
      <ExpiredForm account={account} problem={problem} busy={busy} early={early} password={password} />
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
          <Button look={problem?.code === 'accountDeactivated' ? 'danger' : 'quiet'} onClick={() => showDialog('signOut')} disabled={busy !== null}>
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

type FormProps = Omit<Props, 'open'> & { readonly password: React.RefObject<HTMLInputElement | null> };

function ExpiredForm({ account, problem, busy, password }: FormProps) {
  const [typed, setTyped] = useState('');
  const [changedSince, setChangedSince] = useState<AppError | null>(null);
  const wait = useCountdown(problem);
  const current = problem === changedSince && problem?.code === 'badCredentials' ? null : problem;
  // Only what was sent once is sent again by itself.
  const [sent, setSent] = useState(false);
  const retry = useRetry(busy === null && sent ? problem : null, submitNow);
  const wrong = busy === null && current?.code === 'badCredentials';
  useEffect(() => {
    if (wrong) password.current?.select();
  }, [wrong, problem, password]);

  function submitNow(): void {
    if (typed === '') return;
    setSent(true);
    tellHost('signInAgain', { password: typed });
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed === '') password.current?.focus();
    else if (busy === null && wait === 0) submitNow();
  }
  const label = busy !== null ? busyWords(busy) : wait > 0 ? words.session.expired.waitFor(duration(wait)) : words.session.expired.submit;

  return (
    <form className="expiredForm" onSubmit={submit} noValidate>
      {/* Tells a password manager whose password this is. */}
      <input className="srOnly" tabIndex={-1} aria-hidden readOnly autoComplete="username" value={account.userId} />
      <PasswordField
        label={words.session.expired.password}
        ref={password}
        value={typed}
        readOnly={busy === 'signingIn'}
        onChange={(event) => {
          setTyped(event.target.value);
          setChangedSince(problem);
          setSent(false);
        }}
        note={wrong ? { is: 'error', text: words.session.expired.wrongPassword } : null}
      />
      {busy === null && current && current.code !== 'badCredentials' && current.code !== 'cancelled' && (
        <Trouble problem={current} retry={retry} retryNow={submitNow} />
      )}
      {problem?.code === 'accountDeactivated' && <p className="quiet">{words.session.expired.closed}</p>}
      <Button look="filled" type="submit" wide disabled={busy !== null || wait > 0} className="tabular">
        {label}
      </Button>
    </form>
  );
}

function busyWords(busy: 'signingIn' | 'checking'): string {
  return busy === 'checking' ? words.session.expired.checking : words.session.expired.submitting;
}

interface TroubleProps {
  readonly problem: AppError;
  readonly retry: { readonly waiting: boolean; readonly left: number };
  readonly retryNow: () => void;
}

function Trouble({ problem, retry, retryNow }: TroubleProps) {
  if (!retry.waiting) return <ErrorNote error={problem} plain />;
  return (
    <p className="expiredTrouble">
      <span role="alert">{problem.code === 'offline' ? words.session.expired.offline : words.errors(problem).text}</span>
      <span className="quiet tabular">{words.session.expired.retryIn(duration(retry.left))}</span>
      <LinkButton onClick={retryNow}>{words.session.expired.retryNow}</LinkButton>
    </p>
  );
}

/** What the dialog shows in this state; null where there is no such dialog. `asked`: the epoch whose early sign-in people asked for. */
export function expiredDialogOf(state: SessionState, asked: number | null = null): Omit<Props, 'open'> | null {
  if (state.phase === 'active') return asked === state.epoch ? { account: state.account, problem: state.problem, busy: null, early: true } : null;
  if (state.phase === 'expired') return { account: state.account, problem: state.problem, busy: null, early: false };
  if (state.phase === 'resuming') return { account: state.account, problem: null, busy: 'signingIn', early: state.origin === 'active' };
  if (state.phase === 'checking' && state.origin === 'expired') {
    return { account: state.account, problem: null, busy: 'checking', early: false };
  }
  return null;
}

/** Signing in again while the session still lives. */
export function isEarly(state: SessionState): boolean {
  return state.phase === 'active' || (state.phase === 'resuming' && state.origin === 'active');
}
