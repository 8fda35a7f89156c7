import './Polls.css';
import Check from 'lucide-react/icons/check';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { EventId, RoomId } from '../../../core/ids.ts';
import type { PollAnswer, PollBody } from '../../../core/features/polls/model.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { count } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { roomView } from '../roomView/roomView.ts';
import { endPoll, vote, votedWith } from './voting.ts';

interface Props {
  readonly roomId: RoomId;
  /** Null: the server does not have it yet. */
  readonly eventId: EventId | null;
  readonly own: boolean;
  readonly poll: PollBody;
}

/** What is asked, and each answer as a button: pressed is one's own vote. */
export function Poll({ roomId, eventId, own, poll }: Props) {
  const slot = useSlot();
  const canSend = useStore(roomView(roomId, slot), ({ detail }) => detail?.canSend !== false);
  const isOpen = eventId !== null && !poll.ended && canSend;
  const most = Math.max(1, ...poll.answers.map(({ votes }) => votes ?? 0));
  return (
    <div className="poll" role="group" aria-label={words.polls.label(poll.question)}>
      <div className="pollQuestion" dir="auto">
        {poll.question}
      </div>
      {poll.maxSelections > 1 && !poll.ended && <div className="pollNote">{words.polls.several(poll.maxSelections)}</div>}
      {poll.answers.map((answer) => (
        <Answer
          key={answer.id}
          answer={answer}
          isOpen={isOpen}
          // The best of an ended poll stands out.
          isBest={poll.ended && answer.votes === most}
          voters={poll.voters}
          press={() => eventId !== null && vote(roomId, eventId, votedWith(poll, answer.id), slot)}
        />
      ))}
      <div className="pollNote">{stateOf(poll)}</div>
      {poll.unreadable > 0 && <div className="pollNote pollDoubt">{words.polls.unreadable(poll.unreadable)}</div>}
      {own && isOpen && <End end={() => endPoll(roomId, eventId, slot)} />}
    </div>
  );
}

function stateOf({ ended, disclosed, voters }: PollBody): string {
  if (ended) return words.polls.final(voters);
  return disclosed ? words.polls.votes(voters) : `${words.polls.votes(voters)} · ${words.polls.undisclosed}`;
}

interface AnswerProps {
  readonly answer: PollAnswer;
  readonly isOpen: boolean;
  readonly isBest: boolean;
  readonly voters: number;
  readonly press: () => void;
}

function Answer({ answer: { text, votes, own }, isOpen, isBest, voters, press }: AnswerProps) {
  return (
    <button
      type="button"
      className={`pollAnswer ${own ? 'pollOwn' : ''} ${isBest ? 'pollBest' : ''}`}
      aria-pressed={own}
      disabled={!isOpen}
      onClick={press}
    >
      <span className="pollMark" aria-hidden>
        {own && <Check size={12} />}
      </span>
      <bdi className="pollText">{text}</bdi>
      {votes !== null && (
        <span className="pollVotes tabular">
          {count(votes)}
          <span className="srOnly"> {words.polls.unit(votes)}</span>
        </span>
      )}
      {votes !== null && <meter className="pollBar" min={0} max={Math.max(1, voters)} value={votes} aria-hidden />}
    </button>
  );
}

/** It cannot be taken back, so it is asked once more, in its own place. */
function End({ end }: { readonly end: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <div className="pollEnd">
        <LinkButton onClick={() => setAsked(true)}>{words.polls.end}</LinkButton>
      </div>
    );
  return (
    <div className="pollEnd">
      <span>{words.polls.endSure}</span>
      <LinkButton onClick={end}>{words.polls.endYes}</LinkButton>
      <span aria-hidden>·</span>
      <LinkButton onClick={() => setAsked(false)}>{words.polls.endNo}</LinkButton>
    </div>
  );
}
