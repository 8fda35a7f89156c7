import { afterEach } from 'vitest';
import type { WireEvent } from '../core/features/history/rowOf.ts';
import { OtherDevice } from './decrypting.ts';
import { healingLife, room, text, type Calls, type HealingLife } from './healingLife.ts';

/** The history's own store and the SDK's own crypto module, and somebody who sends; a life ends with its test. */
export function healingLives() {
  const lives: HealingLife[] = [];
  afterEach(() => {
    for (const life of lives.splice(0)) life.end();
  });

  return async (change?: (calls: Calls) => Calls): Promise<{ life: HealingLife; sender: OtherDevice }> => {
    const sender = await OtherDevice.make();
    const life = await healingLife(change);
    lives.push(life);
    return { life, sender };
  };
}

/** Events of a session each. */
export async function historyOf(sender: OtherDevice, count: number, roomId = room): Promise<readonly WireEvent[]> {
  const events: WireEvent[] = [];
  for (let n = 0; n < count; n++) {
    await sender.turnOver(roomId);
    events.push(await sender.encrypt(roomId, text(`${n}`)));
  }
  return events;
}
