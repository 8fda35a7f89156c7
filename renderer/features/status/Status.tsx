import './Status.css';
import type { LucideIcon } from 'lucide-react';
import Ban from 'lucide-react/icons/ban';
import Clock from 'lucide-react/icons/clock';
import HardDrive from 'lucide-react/icons/hard-drive';
import CloudOff from 'lucide-react/icons/cloud-off';
import KeyRound from 'lucide-react/icons/key-round';
import { useEffect, useState, type ReactNode } from 'react';
import type { SessionState } from '../../../core/session/states.ts';
import { never } from '../../../core/never.ts';
import { Support } from '../support/Support.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { useNow } from '../../ui/useNow.ts';
import { time } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { readHistoryNotice, useEngineStatus } from './status.ts';
import { putExpiredAside, signInEarly, useLayout } from '../../layout.ts';
import { useRecovery } from '../recovery/recovery.ts';
import { LockedNotice } from './LockedNotice.tsx';
import { noticeOf, passes, patienceMs, type Notice } from './notice.ts';

export function Status({ session }: { readonly session: SessionState }) {
  const putAside = useLayout(({ expiredPutAside }) => expiredPutAside);
  const connection = useEngineStatus(({ status }) => status?.connection ?? null);
  const suspended = useEngineStatus(({ status }) => status?.suspended ?? null);
  const disk = useEngineStatus(({ status }) => status?.disk ?? null);
  const historyAnew = useEngineStatus(({ status }) => status?.historyAnew ?? false);
  const locked = useRecovery(({ recovery }) => (recovery.is === 'locked' ? recovery : null));
  const leaveLocked = useLayout(({ recoveryPutAside }) => recoveryPutAside);
  const now = useNow(15_000);
  const notice = useSettled(
    noticeOf({ session, putAside, connection, suspended, disk, historyAnew, locked: leaveLocked ? null : locked, now }),
  );
  if (!notice) return null;
  return (
    <div className={passes(notice) ? 'notice' : 'notice noticeRow'} role="status" key={notice.is}>
      {content(notice)}
    </div>
  );
}

/** The notice goes with the dialog, so the focus has to have another place to come back to. */
function signInAgain(): void {
  document.querySelector<HTMLElement>('[data-pane="composer"]')?.focus();
  putExpiredAside(false);
}

function content(notice: Notice): ReactNode {
  switch (notice.is) {
    case 'signedOutForNow':
      return (
        <Line
          icon={KeyRound}
          text={words.sessionExpired.banner}
          action={<LinkButton onClick={signInAgain}>{words.sessionExpired.submit}</LinkButton>}
        />
      );
    case 'checking':
      return <Line icon={KeyRound} text={notice.trouble ? words.status.checkingTrouble : words.status.checking} />;
    case 'connection':
      return <Line icon={CloudOff} text={words.timeline.connection[notice.why]} />;
    case 'disk':
      return <Line icon={HardDrive} text={words.timeline.disk[notice.why]} />;
    case 'historyAnew':
      return (
        <Line
          icon={HardDrive}
          text={words.status.historyAnew}
          action={<LinkButton onClick={readHistoryNotice}>{words.status.historyAnewRead}</LinkButton>}
        />
      );
    case 'suspended':
      return <Suspended message={notice.message} />;
    case 'endsSoon':
      return (
        <Line
          icon={Clock}
          text={words.status.endsAt(time(notice.at))}
          action={<LinkButton onClick={() => signInEarly(notice.epoch)}>{words.status.signInNow}</LinkButton>}
        />
      );
    case 'locked':
      return <LockedNotice opens={notice.opens} />;
    default:
      return never(notice);
  }
}

interface LineProps {
  readonly icon: LucideIcon;
  readonly text: string;
  readonly action?: ReactNode;
}

function Line({ icon: Icon, text, action }: LineProps) {
  return (
    <>
      <Icon size={16} aria-hidden />
      {text}
      {action !== undefined && (
        <>
          <span aria-hidden>·</span>
          {action}
        </>
      )}
    </>
  );
}

function Suspended({ message }: { readonly message: string }) {
  return (
    <>
      <Ban size={16} aria-hidden />
      <div className="noticeLong">
        {words.status.suspended.text}
        <details className="details">
          <summary>{words.ui.details}</summary>
          <p>{words.status.suspended.rest}</p>
          {message !== '' && <p>{words.status.suspended.serverSays(message)}</p>}
          <Support />
        </details>
      </div>
    </>
  );
}

/** Shows a notice once it has been true for its patience; goes with it at once. */
function useSettled(notice: Notice | null): Notice | null {
  const key = notice && JSON.stringify(notice);
  const [settled, setSettled] = useState<string | null>(null);
  const wait = notice ? patienceMs(notice) : 0;
  const shown = settled !== null && notice !== null && settled === notice.is;
  const kind = notice?.is ?? null;
  useEffect(() => {
    if (kind === null || wait === 0) {
      setSettled(kind);
      return undefined;
    }
    const timer = window.setTimeout(() => setSettled(kind), wait);
    return () => window.clearTimeout(timer);
  }, [kind, wait, key]);
  return shown || wait === 0 ? notice : null;
}
