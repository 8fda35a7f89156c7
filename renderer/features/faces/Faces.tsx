import type { RoomId, UserId } from '../../../core/ids.ts';
import type { Person, RoomSummary } from '../../../core/features/rooms/model.ts';
import { useMediaUrl } from '../../bridge/mediaUrls.ts';
import { useOwnPicture } from './ownPicture.ts';
import { Face, type FaceSize } from '../../ui/Face.tsx';

interface PersonProps {
  /** A person has a picture in each room. */
  readonly roomId: RoomId;
  readonly person: Pick<Person, 'userId' | 'name' | 'picture'>;
  readonly size: FaceSize;
}

export function PersonFace({ roomId, person: { userId, name, picture }, size }: PersonProps) {
  const url = useMediaUrl(picture === undefined ? null : { of: 'member', roomId, userId, version: picture });
  return <Face id={userId} name={name} size={size} picture={url} />;
}

interface RoomProps {
  readonly room: Pick<RoomSummary, 'id' | 'name' | 'isDirect' | 'picture'>;
  readonly size: FaceSize;
}

/** Rooms of several people are squares; a conversation of two looks like the other. */
export function RoomFace({ room: { id, name, isDirect, picture }, size }: RoomProps) {
  const url = useMediaUrl(picture === undefined ? null : { of: 'room', roomId: id, version: picture });
  return <Face id={id} name={name} size={size} room={!isDirect} picture={url} />;
}

interface OwnProps {
  readonly userId: UserId;
  readonly name: string;
  readonly size: FaceSize;
}

/** Of the account on screen. */
export function AccountFace({ userId, name, size }: OwnProps) {
  const picture = useOwnPicture((state) => state.picture);
  const url = useMediaUrl(picture === undefined ? null : { of: 'me', version: picture });
  return <Face id={userId} name={name} size={size} picture={url} />;
}
