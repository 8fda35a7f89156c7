import '../../../ui/ConfirmDialog.css';
import { useEffect, useRef, useState, type FormEvent, type RefObject } from 'react';
import type { AppError } from '../../../../core/errors.ts';
import type { Confirmation } from '../../../../core/features/account/ownAccount.ts';
import { duration } from '../../../words/format.ts';
import { words } from '../../../words/words.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { DialogFrame } from '../../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { PasswordField } from '../../../ui/fields/PasswordField.tsx';
import { useCountdown } from '../../../ui/useCountdown.ts';
import type { Guarded } from './useGuarded.ts';

const said = words.account.confirm;

interface Props {
  readonly guarded: Guarded;
  /** What happens once it is confirmed. */
  readonly why: string;
  readonly userId: string;
}

/** Every way in which a server may ask whether it is really them; by password here, everything else in the browser. */
export function ConfirmDialog({ guarded, why, userId }: Props) {
  const password = useRef<HTMLInputElement>(null);
  const { state } = guarded;
  const asking = state.is === 'asking' ? state : null;
  return (
    <DialogFrame open={asking !== null} onClose={guarded.cancel} title={said.title} text={why} initialFocus={password}>
      {asking && (
        <Question
          key={asking.confirmation.id}
          guarded={guarded}
          confirmation={asking.confirmation}
          busy={asking.busy}
          userId={userId}
          password={password}
        />
      )}
    </DialogFrame>
  );
}

interface QuestionProps {
  readonly guarded: Guarded;
  readonly confirmation: Confirmation;
  readonly busy: boolean;
  readonly userId: string;
  readonly password: RefObject<HTMLInputElement | null>;
}

function Question(props: QuestionProps) {
  const { confirmation, guarded } = props;
  const [inBrowser, setInBrowser] = useState(false);
  const byPassword = confirmation.ways.some(({ is }) => is === 'password');
  const stages = confirmation.ways.flatMap((way) => (way.is === 'browser' ? [way.stage] : []));
  const [stage] = stages;
  if (stage !== undefined && (!byPassword || inBrowser || confirmation.inBrowser !== null)) return <InBrowser {...props} stage={stage} />;
  return (
    <ByPassword {...props}>
      {stage !== undefined && (
        <LinkButton
          onClick={() => {
            setInBrowser(true);
            guarded.inBrowser(stage);
          }}
        >
          {said.browserInstead}
        </LinkButton>
      )}
    </ByPassword>
  );
}

function ByPassword({ guarded, confirmation, busy, userId, password, children }: QuestionProps & { readonly children: React.ReactNode }) {
  const [typed, setTyped] = useState('');
  const { problem } = confirmation;
  const wait = useCountdown(problem);
  const [seen, setSeen] = useState<AppError | null>(null);
  const current = seen === problem ? null : problem;
  const wrong = !busy && current?.code === 'badCredentials';
  useEffect(() => {
    if (wrong) password.current?.select();
  }, [wrong, password]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed === '') password.current?.focus();
    else if (!busy && wait === 0) guarded.byPassword(typed);
  }
  return (
    <form className="confirmForm" onSubmit={submit} noValidate>
      <input className="srOnly" tabIndex={-1} aria-hidden readOnly autoComplete="username" value={userId} />
      <PasswordField
        ref={password}
        label={said.password}
        value={typed}
        readOnly={busy}
        onChange={(event) => {
          setTyped(event.target.value);
          if (problem?.code === 'badCredentials') setSeen(problem);
        }}
        note={wrong ? { is: 'error', text: said.wrong } : null}
      />
      {!busy && <Trouble problem={current} />}
      {children}
      <Actions guarded={guarded}>
        <Button look="filled" type="submit" disabled={busy || wait > 0} className="tabular">
          {busy ? said.busy : wait > 0 ? said.waitFor(duration(wait)) : said.submit}
        </Button>
      </Actions>
    </form>
  );
}

function InBrowser({ guarded, confirmation, busy, stage }: QuestionProps & { readonly stage: string }) {
  const opened = confirmation.inBrowser !== null;
  const latest = useRef(guarded.check);
  useEffect(() => {
    latest.current = guarded.check;
  });
  // Whoever comes back from the browser has mostly finished there.
  useEffect(() => {
    if (!opened) return undefined;
    const check = (): void => latest.current();
    window.addEventListener('focus', check);
    return () => window.removeEventListener('focus', check);
  }, [opened]);
  return (
    <div className="confirmForm">
      <p role="status">{opened ? said.inBrowser : said.browserText}</p>
      {!busy && <Trouble problem={confirmation.problem} />}
      {opened && <LinkButton onClick={() => guarded.inBrowser(stage)}>{said.again}</LinkButton>}
      <Actions guarded={guarded}>
        <Button look="filled" disabled={busy} onClick={() => (opened ? guarded.check() : guarded.inBrowser(stage))}>
          {busy ? said.busy : opened ? said.done : said.browser}
        </Button>
      </Actions>
    </div>
  );
}

function Actions({ guarded, children }: { readonly guarded: Guarded; readonly children: React.ReactNode }) {
  return (
    <div className="dialogActions">
      <Button look="quiet" onClick={guarded.cancel}>
        {words.account.cancel}
      </Button>
      {children}
    </div>
  );
}

function Trouble({ problem }: { readonly problem: AppError | null }) {
  if (problem === null || problem.code === 'badCredentials' || problem.code === 'rateLimited') return null;
  return problem.code === 'offline' ? <p role="alert">{said.offline}</p> : <ErrorNote error={problem} plain />;
}
