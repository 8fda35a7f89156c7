import type { Attempt } from '../../../core/session/states.ts';
import type { EffectParts } from './effectParts.ts';
import type { Effects, Send } from '../sessionRunner.ts';

/** Between two looks at a disk that was full (milliseconds). */
const everyMs = 2_000;

/** Room is looked for before anything is opened again, which would show the rooms for a moment each time. */
export function awaitRoom({ delays, hasRoom }: Pick<EffectParts, 'delays' | 'hasRoom'>, send: Send): Effects['awaitRoom'] {
  async function look(attempt: Attempt): Promise<void> {
    if (await hasRoom()) send({ type: 'roomCame', attempt });
    else later(attempt);
  }
  const later = (attempt: Attempt): void => delays.set('room', everyMs, () => void look(attempt));
  return ({ attempt }) => later(attempt);
}
