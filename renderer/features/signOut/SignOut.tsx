import { useEffect, useRef, type RefObject } from 'react';
import type { AppError } from '../../../core/errors.ts';
import type { SessionState } from '../../../core/session/states.ts';
import { tellHost } from '../../bridge/host.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Fence } from '../../ui/fence/Fence.tsx';
import { KeysOnTheWay } from '../keyBackup/KeyBackup.tsx';
import { Losses } from '../losses/Losses.tsx';
import { useKeysSent } from '../keyBackup/keyBackup.ts';
import { words } from '../../words/words.ts';
import { showDialog, useLayout } from '../../layout.ts';

const said = words.signOut;

/** Asks before signing out, naming what would be lost; and once more when the server cannot be told. */
export function SignOut({ state, open }: { readonly state: SessionState; readonly open: boolean }) {
  const asked = useLayout(({ dialog }) => dialog === 'signOut');
  const running = state.phase === 'signingOut';
  const problem = running ? state.problem : null;
  const ended =
    state.phase === 'expired' || state.phase === 'locked' || state.phase === 'rejected' || (running && state.origin !== 'active');
  const safe = useRef<HTMLButtonElement>(null);

  function close(): void {
    showDialog(null);
    if (running) tellHost('cancel', {});
  }

  return (
    <DialogFrame
      open={open}
      onClose={close}
      title={problem ? said.problemTitle : said.title}
      text={problem ? said.problemText : said.text}
      initialFocus={safe}
    >
      {problem ? (
        <Unreachable problem={problem} close={close} safe={safe} />
      ) : (
        <Ask open={asked} running={running} ended={ended} close={close} safe={safe} />
      )}
    </DialogFrame>
  );
}

interface AskProps {
  readonly open: boolean;
  readonly running: boolean;
  /** The server has ended or locked the session: what is left to do here is to erase. */
  readonly ended: boolean;
  readonly close: () => void;
  readonly safe: RefObject<HTMLButtonElement | null>;
}

function Ask({ open, running, ended, close, safe }: AskProps) {
  const keys = useKeysSent();
  const waits = keys.mayLeave && !running;
  const busy = running || (keys.state.is !== 'idle' && !waits);
  const latest = useRef(keys.forget);
  useEffect(() => {
    latest.current = keys.forget;
  });
  // Whoever closes the dialog has thought better of it.
  useEffect(() => (open ? () => latest.current() : undefined), [open]);
  function leave(): void {
    keys.forget();
    tellHost('signOut', {});
  }
  return (
    <>
      {!running && (
        <Fence of="losses">
          <Losses open={open} ended={ended} />
        </Fence>
      )}
      {!running && <KeysOnTheWay state={keys.state} />}
      <div className="dialogActions">
        <Button look="quiet" ref={safe} onClick={close}>
          {said.cancel}
        </Button>
        <Button look="danger" disabled={busy} onClick={() => (waits || ended ? leave() : keys.before(leave))}>
          {busy ? said.running : waits ? words.keyBackup.anyway : ended ? said.submitErase : said.submit}
        </Button>
      </div>
    </>
  );
}

interface UnreachableProps {
  readonly problem: AppError;
  readonly close: () => void;
  readonly safe: RefObject<HTMLButtonElement | null>;
}

function Unreachable({ problem, close, safe }: UnreachableProps) {
  return (
    <>
      <div className="lossList">
        <ErrorNote error={problem} plain />
      </div>
      <div className="dialogActions">
        <Button look="quiet" ref={safe} onClick={close}>
          {said.cancel}
        </Button>
        <Button look="danger" onClick={() => tellHost('eraseAnyway', {})}>
          {said.eraseAnyway}
        </Button>
      </div>
    </>
  );
}

/** The way to the dialog of signing out, where what is broken held the usual one. */
export function SignOutRest() {
  return (
    <div className="unshownRest">
      <Button onClick={() => showDialog('signOut')}>{words.fence.signOut}</Button>
    </div>
  );
}
