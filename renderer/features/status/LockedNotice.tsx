import LockKeyhole from 'lucide-react/icons/lock-keyhole';
import { LinkButton } from '../../ui/Button.tsx';
import { words } from '../../words/words.ts';
import { putRecoveryAside, showDialog } from '../../layout.ts';

/** The recovery key would open something on this device. */
export function LockedNotice({ opens }: { readonly opens: 'history' | 'device' }) {
  return (
    <>
      <LockKeyhole size={16} aria-hidden />
      {words.recovery.notice[opens]}
      <span aria-hidden>·</span>
      <LinkButton onClick={() => showDialog('recovery')}>{words.recovery.open}</LinkButton>
      <span aria-hidden>·</span>
      <LinkButton className="noticeLater" onClick={putRecoveryAside}>
        {words.recovery.later}
      </LinkButton>
    </>
  );
}
