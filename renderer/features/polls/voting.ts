import type { PollBody } from '../../../core/features/polls/model.ts';
import type { EventId, RoomId } from '../../../core/ids.ts';
import { report } from '../../bridge/host.ts';
import { callEngineSurely } from '../../bridge/engineLink.ts';
import { onScreen } from '../../bridge/onScreen.ts';
import { perAccount } from '../../bridge/perAccount.ts';
import { words } from '../../words/words.ts';

export interface TypedPoll {
  readonly question: string;
  /** The last is empty, as long as there may be one more. */
  readonly answers: readonly string[];
  readonly disclosed: boolean;
  readonly several: boolean;
}

export const emptyPoll: TypedPoll = { question: '', answers: ['', ''], disclosed: true, several: false };

/** What has been typed stays when the dialog has to give way, as when the session runs out. */
export const useTypedPoll = perAccount<TypedPoll>(() => emptyPoll);

/** One's own vote once this answer has been pressed: it comes, goes, or takes the place of another. */
export function votedWith({ answers, maxSelections }: PollBody, pressed: string): readonly string[] {
  const own = answers.filter((answer) => answer.own).map(({ id }) => id);
  if (own.includes(pressed)) return own.filter((id) => id !== pressed);
  if (maxSelections === 1) return [pressed];
  return own.length < maxSelections ? [...own, pressed] : own;
}

export function vote(roomId: RoomId, eventId: EventId, answers: readonly string[], slot = onScreen()): void {
  callEngineSurely('vote', { roomId, txnId: crypto.randomUUID(), eventId, answers: [...answers] }, slot).catch((cause: unknown) =>
    report('vote', cause),
  );
}

export function endPoll(roomId: RoomId, eventId: EventId, slot = onScreen()): void {
  const { endedText: text } = words.polls;
  callEngineSurely('endPoll', { roomId, txnId: crypto.randomUUID(), eventId, text }, slot).catch((cause: unknown) => report('poll', cause));
}
