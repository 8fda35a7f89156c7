import './Face.css';
import { memo } from 'react';
import { hueOf } from './hue.ts';
import { initials } from './initials.ts';

interface Props {
  /** User or room ID: decides the colour. */
  readonly id: string;
  readonly name: string;
  readonly size: 16 | 20 | 28 | 32 | 40;
  /** Rooms of several people are squares with round corners; people are round. */
  readonly room?: boolean;
}

/** Initials until pictures come; says nothing to screen readers, because the name stands beside it. */
export const Face = memo(function Face({ id, name, size, room = false }: Props) {
  const text = initials(name);
  return (
    <span aria-hidden className={`face face${size} hue-${hueOf(id)} ${room ? 'faceRoom' : ''}`}>
      {size === 16 ? text.slice(0, 1) : text}
    </span>
  );
});
