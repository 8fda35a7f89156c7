import { Fragment, useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { Account } from '../../../core/session/account.ts';
import { tellHost } from '../../bridge/host.ts';
import { serverName } from '../../words/accountWords.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { PasswordField } from '../../ui/fields/PasswordField.tsx';
import { withPassword, type BrowserMethod } from '../signInFlows/signInFlows.ts';
import { SignInFlows, Or } from '../signInFlows/SignInFlows.tsx';
import { useCountdown } from '../../ui/useCountdown.ts';
import { duration } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { ForgottenPassword } from './ForgottenPassword.tsx';
import type { Busy } from './sessionExpired.ts';
import { useFlows } from './useFlows.ts';
import { useRetry } from './useRetry.ts';

interface Props {
  readonly account: Account;
  readonly problem: AppError | null;
  readonly busy: Busy | null;
  readonly password: RefObject<HTMLInputElement | null>;
}

/** Every way that the server offers now, in its order (C4). */
export function ExpiredForm({ account, problem, busy, password }: Props) {
  const flows = useFlows(problem);
  const choose = (method: BrowserMethod): void => tellHost('signInAgainWith', { method });
  const asksPassword = withPassword(flows);
  const ways = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Beside the buttons, one Tab away: an Enter that was meant for a message must not start a sign-in.
    if (!asksPassword && !ways.current?.contains(document.activeElement)) ways.current?.focus();
  }, [asksPassword, busy]);
  return (
    <div ref={ways} className="expiredWays" tabIndex={-1}>
      {!asksPassword && busy === null && problem && problem.code !== 'cancelled' && <ErrorNote error={problem} plain />}
      {flows.map((flow, index) => (
        <Fragment key={`${flow.is} ${index}`}>
          {index > 0 && <Or />}
          {flow.is === 'password' ? (
            <PasswordForm account={account} problem={problem} busy={busy} password={password} />
          ) : (
            <SignInFlows
              flow={flow}
              server={serverName(account.userId)}
              main={index === 0 && !asksPassword}
              disabled={busy !== null}
              choose={choose}
              chooseNew={null}
            />
          )}
        </Fragment>
      ))}
      {flows.length === 0 && <p>{words.signIn.noWay}</p>}
      {!asksPassword && busy !== null && (
        <p className="quiet expiredBusy" role="status">
          {busyWords(busy)}
        </p>
      )}
    </div>
  );
}

function PasswordForm({ account, problem, busy, password }: Props) {
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
  const label = busy !== null ? busyWords(busy) : wait > 0 ? words.sessionExpired.waitFor(duration(wait)) : words.sessionExpired.submit;

  return (
    <form className="expiredForm" onSubmit={submit} noValidate>
      {/* Tells a password manager whose password this is. */}
      <input className="srOnly" tabIndex={-1} aria-hidden readOnly autoComplete="username" value={account.userId} />
      <PasswordField
        label={words.sessionExpired.password}
        ref={password}
        value={typed}
        readOnly={busy !== null && busy !== 'checking'}
        onChange={(event) => {
          setTyped(event.target.value);
          setChangedSince(problem);
          setSent(false);
        }}
        note={wrong ? { is: 'error', text: words.sessionExpired.wrongPassword } : null}
      />
      {busy === null && current && current.code !== 'badCredentials' && current.code !== 'cancelled' && (
        <Trouble problem={current} retry={retry} retryNow={submitNow} />
      )}
      {problem?.code === 'accountDeactivated' && <p className="quiet">{words.sessionExpired.closed}</p>}
      <Button look="filled" type="submit" wide disabled={busy !== null || wait > 0} className="tabular">
        {label}
      </Button>
      <ForgottenPassword disabled={busy !== null} />
    </form>
  );
}

function busyWords(busy: Busy): string {
  switch (busy) {
    case 'checking':
      return words.sessionExpired.checking;
    case 'opening':
      return words.signIn.opening;
    case 'signingIn':
      return words.sessionExpired.submitting;
  }
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
      <span role="alert">{problem.code === 'offline' ? words.sessionExpired.offline : words.errors(problem).text}</span>
      <span className="quiet tabular">{words.sessionExpired.retryIn(duration(retry.left))}</span>
      <LinkButton onClick={retryNow}>{words.sessionExpired.retryNow}</LinkButton>
    </p>
  );
}
