import './Members.css';
import X from 'lucide-react/icons/x';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { VList } from 'virtua';
import type { RoomId } from '../../../core/ids.ts';
import type { Member } from '../../../core/features/rooms/model.ts';
import { listenList } from '../../bridge/listenList.ts';
import { PersonFace } from '../faces/Faces.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Fence } from '../../ui/fence/Fence.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RoomSkeletons } from '../../ui/Skeleton.tsx';
import { isolated } from '../../words/isolated.ts';
import { words } from '../../words/words.ts';
import { toggleMembers } from '../../layout.ts';
import { roleOf, shownMembers } from './memberOrder.ts';

export function Members({ roomId }: { readonly roomId: RoomId }) {
  const members = useMembers(roomId);
  const [text, setText] = useState('');
  const shown = useMemo(() => shownMembers(members ?? [], text), [members, text]);
  return (
    <aside className="members" aria-label={words.rooms.members} data-pane="members">
      <div className="membersHead">
        <h2>
          {words.rooms.members}
          {members !== null && <span className="membersCount tabular">{countWords(members)}</span>}
        </h2>
        <IconButton label={words.rooms.close} onClick={toggleMembers}>
          <X size={16} />
        </IconButton>
      </div>
      <SearchField label={words.rooms.filterMembers} value={text} onText={setText} data-pane-focus />
      {members === null && <RoomSkeletons people />}
      {members !== null && shown.length === 0 && text !== '' && <p className="membersNone">{words.rooms.noMembers(text)}</p>}
      {shown.length > 0 && (
        <VList className="membersList" data={shown} itemSize={40} role="list" aria-label={words.rooms.members}>
          {(member) => (
            <Fence key={member.id} of="member" again={member} wrap={brokenRow}>
              <MemberRow roomId={roomId} member={member} />
            </Fence>
          )}
        </VList>
      )}
    </aside>
  );
}

/** As the header counts them, and beside that who may still come. */
function countWords(members: readonly Member[]): string {
  const invited = members.filter(({ membership }) => membership === 'invite').length;
  return words.rooms.memberCount(members.length - invited, invited);
}

const brokenRow = (line: ReactNode): ReactNode => (
  <div className="member" role="listitem">
    {line}
  </div>
);

function MemberRow({ roomId, member }: { readonly roomId: RoomId; readonly member: Member }) {
  const role = roleOf(member);
  return (
    <div className="member" role="listitem" aria-label={isolated(member.name)} title={member.id}>
      <PersonFace roomId={roomId} person={{ ...member, userId: member.id }} size={28} />
      <span className="memberName">
        <bdi>{member.name}</bdi>
      </span>
      {role && <span className="memberRole">{words.rooms.roles[role]}</span>}
    </div>
  );
}

/** null until the first list has come; read only while the panel is open. */
function useMembers(roomId: RoomId): readonly Member[] | null {
  const [members, setMembers] = useState<readonly Member[] | null>(null);
  useEffect(() => {
    setMembers(null);
    return listenList('members', { roomId }, setMembers);
  }, [roomId]);
  return members;
}
