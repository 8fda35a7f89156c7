import type { UserId } from '../../ids.ts';
import type { PollBody } from './model.ts';
import { isPollEnd, isPollVote, selectionsOf } from './pollEvents.ts';

/** What refers to a poll: a vote, an end, or something that nobody can read. */
export interface OfPoll {
  readonly eventId: string;
  readonly type: string;
  readonly sender: UserId;
  readonly ts: number;
  readonly content: unknown;
  readonly isReadable: boolean;
  readonly isEncrypted: boolean;
  /** Something speaks against its sender. */
  readonly isDoubted: boolean;
}

export interface PollFacts {
  readonly me: UserId;
  readonly isEncrypted: boolean;
  /** Whoever began the poll, and whoever may delete what others write. */
  readonly mayEnd: (userId: UserId) => boolean;
}

/**
 * A poll with what was voted (MSC3381): of each person the newest vote counts, also where it is none; nothing counts that was sent after the
 * first valid end. To an encrypted poll, what came unencrypted is the homeserver's word and nobody's vote.
 */
export function tallied(poll: PollBody, related: readonly OfPoll[], facts: PollFacts): PollBody {
  if (related.length === 0) return poll;
  const fit = related.filter((one) => !one.isDoubted && (one.isEncrypted || !facts.isEncrypted));
  const unreadable = fit.filter(({ isReadable }) => !isReadable).length;
  const read = fit.filter(({ isReadable }) => isReadable);
  const ends = read.filter(({ type, sender }) => isPollEnd(type) && facts.mayEnd(sender)).map(({ ts }) => ts);
  // Not by spreading: there may be any number of them.
  const end = ends.reduce((first, ts) => Math.min(first, ts), Infinity);
  const votes = newestVotes(read.filter(({ type, ts }) => isPollVote(type) && ts <= end));
  return counted({ ...poll, unreadable, ended: ends.length > 0 }, votes, facts.me);
}

function newestVotes(votes: readonly OfPoll[]): ReadonlyMap<UserId, OfPoll> {
  const newest = new Map<UserId, OfPoll>();
  for (const vote of votes) {
    const before = newest.get(vote.sender);
    if (!before || vote.ts > before.ts || (vote.ts === before.ts && vote.eventId > before.eventId)) newest.set(vote.sender, vote);
  }
  return newest;
}

function counted(poll: PollBody, votes: ReadonlyMap<UserId, OfPoll>, me: UserId): PollBody {
  const counts = new Map(poll.answers.map(({ id }) => [id, 0]));
  let voters = 0;
  for (const vote of votes.values()) {
    const chosen = chosenOf(poll, selectionsOf(vote.content));
    if (chosen.size > 0) voters += 1;
    for (const id of chosen) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const mine = votes.get(me);
  const own = mine ? chosenOf(poll, selectionsOf(mine.content)) : new Set<string>();
  const isTold = poll.disclosed || poll.ended;
  const answers = poll.answers.map((answer) => ({
    ...answer,
    votes: isTold ? (counts.get(answer.id) ?? 0) : null,
    own: own.has(answer.id),
  }));
  return { ...poll, answers, voters };
}

/** Too many are cut off; one that is no answer of this poll spoils the vote. */
function chosenOf(poll: PollBody, selections: readonly string[] | null): ReadonlySet<string> {
  const ids = new Set(poll.answers.map(({ id }) => id));
  const chosen = (selections ?? []).slice(0, poll.maxSelections);
  return new Set(chosen.every((id) => ids.has(id)) ? chosen : []);
}

/** As it is once the server has one's own vote. */
export function withOwnVote(poll: PollBody, selections: readonly string[]): PollBody {
  if (poll.ended) return poll;
  const chosen = chosenOf(poll, selections);
  const before = poll.answers.some(({ own }) => own) ? 1 : 0;
  const answers = poll.answers.map((answer) => {
    const own = chosen.has(answer.id);
    return { ...answer, own, votes: answer.votes === null ? null : answer.votes + Number(own) - Number(answer.own) };
  });
  return { ...poll, answers, voters: poll.voters - before + (chosen.size > 0 ? 1 : 0) };
}
