import './AccountRail.css';
import { Tooltip } from '@base-ui/react/tooltip';
import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import type { ReactNode } from 'react';
import type { AccountSlot } from '../../../core/features/accounts/hostCalls.ts';
import { tellHost } from '../../bridge/host.ts';
import { useOnScreen } from '../../bridge/onScreen.ts';
import { localpart, serverName } from '../../words/accountWords.ts';
import { Face } from '../../ui/Face.tsx';
import { count } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { showAccount, useAccounts } from './accounts.ts';
import { attentionOf } from './attention.ts';

/** The accounts at the side; only where there is more than one place to go to. */
export function AccountRail() {
  const { list } = useAccounts();
  const onScreen = useOnScreen(({ slot }) => slot);
  if (list.length < 2) return null;
  const signingIn = list.some(({ phase }) => phase === 'signedOut' || phase === 'signingIn');
  return (
    <nav className="rail" aria-label={words.rail.navigation} data-pane="accounts">
      <ul className="railList">
        {list.map((row, index) => (
          <li key={row.slot}>
            <AccountFace row={row} name={faceName(row, list)} keys={index < 9 ? `Ctrl+${index + 1}` : ''} shown={row.slot === onScreen} />
          </li>
        ))}
      </ul>
      {!signingIn && (
        <RailButton label={words.rail.add} className="railAdd" onClick={() => tellHost('addAccount', {})}>
          <Plus size={18} />
        </RailButton>
      )}
    </nav>
  );
}

interface FaceProps {
  readonly row: AccountSlot;
  /** What its letters are made of. */
  readonly name: string;
  readonly keys: string;
  readonly shown: boolean;
}

/** Two accounts of one name are told apart by their servers. */
function faceName({ slot, userId }: AccountSlot, list: readonly AccountSlot[]): string {
  if (userId === null) return '';
  const own = localpart(userId);
  const shared = list.some((other) => other.slot !== slot && other.userId !== null && localpart(other.userId) === own);
  return shared ? `${own} ${serverName(userId).split('.')[0] ?? ''}` : own;
}

function AccountFace({ row, name: letters, keys, shown }: FaceProps) {
  const { userId } = row;
  const attention = attentionOf(row.phase);
  const name = userId ?? (row.phase === 'erasing' || row.phase === 'erased' ? words.rail.erased : words.rail.place);
  return (
    <RailButton
      label={[name, attention && words.rail.attention[attention], counted(row)].filter(Boolean).join(', ')}
      keys={keys}
      shown={shown}
      onClick={() => showAccount(row.slot)}
    >
      {userId ? (
        <Face id={userId} name={letters} size={40} />
      ) : (
        <span className="railPlace" aria-hidden>
          <KeyRound size={18} />
        </span>
      )}
      <Mark row={row} needsPeople={attention !== null} />
    </RailButton>
  );
}

const counted = ({ unreadCount, mentionCount }: AccountSlot): string =>
  mentionCount > 0 ? words.rooms.mentions(mentionCount) : unreadCount > 0 ? words.rooms.unread(unreadCount) : '';

/** What waits for people comes before what waits to be read. */
function Mark({ row, needsPeople }: { readonly row: AccountSlot; readonly needsPeople: boolean }) {
  if (needsPeople) {
    return (
      <span className="railMark railNeeds" aria-hidden>
        !
      </span>
    );
  }
  if (row.mentionCount > 0) {
    return (
      <span className="railMark railMention tabular" aria-hidden>
        @{row.mentionCount > 1 ? count(Math.min(row.mentionCount, 99)) : ''}
      </span>
    );
  }
  if (row.unreadCount === 0) return null;
  return (
    <span className="railMark tabular" aria-hidden>
      {row.unreadCount > 99 ? '99+' : count(row.unreadCount)}
    </span>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly keys?: string;
  readonly className?: string;
  readonly shown?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function RailButton({ label, keys = '', className = '', shown, onClick, children }: ButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-current={shown ? 'true' : undefined}
      data-pane-focus={shown ? '' : undefined}
      className={`railButton ${className}`}
      onClick={onClick}
    />
  );
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={button}>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="tooltipPositioner" side="inline-end" sideOffset={8}>
          <Tooltip.Popup className="tooltip">{keys ? `${label}  ${keys}` : label}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
