import './Face.css';
import { memo, useState } from 'react';
import { hueOf } from './hue.ts';
import { initials } from './initials.ts';

export type FaceSize = 16 | 20 | 28 | 32 | 40;

interface Props {
  /** User or room ID: decides the colour. */
  readonly id: string;
  readonly name: string;
  readonly size: FaceSize;
  /** Rooms of several people are squares with round corners; people are round. */
  readonly room?: boolean;
  /** Where its picture is served; null: there is none. */
  readonly picture?: string | null;
}

/** Initials, and the picture over them once it is there; says nothing to screen readers, because the name stands beside it. */
export const Face = memo(function Face({ id, name, size, room = false, picture = null }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  const text = initials(name);
  return (
    <span aria-hidden className={`face face${size} hue-${hueOf(id)} ${room ? 'faceRoom' : ''}`}>
      {size === 16 ? text.slice(0, 1) : text}
      {picture !== null && failed !== picture && (
        <img key={picture} src={picture} alt="" decoding="async" draggable={false} onError={() => setFailed(picture)} />
      )}
    </span>
  );
});
