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
import { PasswordField } from '../../components/PasswordField.tsx';
import { useCountdown } from '../../components/useCountdown.ts';
import { localpart, serverHost } from '../../components/accountWords.ts';
import { duration } from '../../i18n/format.ts';
import { words } from '../../i18n/words.ts';
import { putExpiredAside, showDialog } from '../../stores/layout.ts';
import { useRetry } from './useRetry.ts';

interface Props {
  readonly account: Account;
  readonly problem: AppError | null;
  /** What is going on, while a sign-in is under way. */
  readonly busy: 'signingIn' | 'checking' | null;
  readonly open: boolean;
}

/** Over the dimmed app, which stays as it is: signing in again goes on where it stopped. */
export function SessionExpired({ account, problem, busy, open }: Props) {
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) markWhenPainted('dialogShown');
  }, [open]);
  return (
    <DialogFrame
      open={open}
      onClose={() => putExpiredAside(true)}
      title={words.session.expired.title}
      text={words.session.expired.text}
      initialFocus={password}
      className="expiredDialog"
      head={<Who account={account} />}
    >
      <ExpiredForm account={account} problem={problem} busy={busy} password={password} />
      <div className="expiredRest">
        <Button look="quiet" onClick={() => putExpiredAside(true)}>
          {words.session.expired.notNow}
        </Button>
        <Button look="quiet" onClick={() => showDialog('signOut')} disabled={busy !== null}>
          {words.session.expired.erase}
        </Button>
      </div>
    </DialogFrame>
  );
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

/** What the dialog shows in this state; null where there is no such dialog. */
export function expiredDialogOf(state: SessionState): Omit<Props, 'open'> | null {
  if (state.phase === 'expired') return { account: state.account, problem: state.problem, busy: null };
  if (state.phase === 'resuming') return { account: state.account, problem: null, busy: 'signingIn' };
  if (state.phase === 'checking' && state.origin === 'expired') {
    return { account: state.account, problem: null, busy: 'checking' };
  }
  return null;
}
