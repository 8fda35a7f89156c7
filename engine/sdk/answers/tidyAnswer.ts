import { isObject } from '../../../core/read/json.ts';
import { cutDeep } from './cutDeep.ts';
import { isTimelineEvent, tidyList } from './tidyEvents.ts';
import { tidyKeys } from './tidyKeys.ts';
import { tidySync } from './tidySync.ts';

/** Answers with many things in them, of which one that cannot be parsed costs itself only (K9). Changed in place where they can be. */
export function tidyAnswer(path: string, answer: unknown, onDropped: (count: number) => void): unknown {
  if (typeof answer === 'string') return /\/keys\/(query|claim)$/.test(path) ? tidyKeys(answer, onDropped) : answer;
  if (!isObject(answer)) return answer;
  let dropped = 0;
  if (path === '/sync') dropped = cutDeep(answer) + tidySync(answer);
  else if (/^\/rooms\/[^/]+\/(members|messages)$/.test(path))
    dropped = cutDeep(answer) + tidyList(answer, 'chunk', isTimelineEvent) + tidyList(answer, 'state', isTimelineEvent);
  if (dropped > 0) onDropped(dropped);
  return answer;
}
