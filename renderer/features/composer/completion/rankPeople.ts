import type { UserId } from '../../../../core/ids.ts';
import type { Member } from '../../../../core/features/rooms/model.ts';
import { fold, matchScore } from '../../../../core/text/matchName.ts';

/** A member with what is looked for in it, made once for each list. */
export interface Findable {
  readonly member: Member;
  readonly name: string;
  /** Before the colon: half of the room shares what stands behind it. */
  readonly localpart: string;
}

export const findable = (members: readonly Member[], own: UserId): readonly Findable[] =>
  members
    .filter(({ id }) => id !== own)
    .map((member) => ({ member, name: fold(member.name), localpart: member.id.slice(1).split(':', 1)[0]!.toLowerCase() }));

/** Letters in their order somewhere in a name are no match among thousands of people. */
const leastScore = 2;

/**
 * Those whose name or ID fits what was typed: the better it fits the sooner, then who has spoken last, then who is in the room, then by name. `spoken`: who spoke,
 * the last first.
 */
export function rankPeople(people: readonly Findable[], text: string, spoken: readonly UserId[], most: number): readonly Member[] {
  const wanted = fold(text);
  const recency = new Map(spoken.map((userId, index) => [userId, index]));
  const fitting = people.flatMap((one) => {
    const score =
      wanted === ''
        ? leastScore
        : Math.max(
            matchScore(one.name, wanted),
            wanted.includes(':') ? matchScore(one.member.id.slice(1), wanted) : matchScore(one.localpart, wanted),
          );
    if (score < leastScore) return [];
    const invited = one.member.membership === 'invite' ? 1 : 0;
    return { one, score, recent: recency.get(one.member.id) ?? Infinity, invited };
  });
  fitting.sort(
    (a, b) =>
      b.score - a.score ||
      compare(a.recent, b.recent) ||
      a.invited - b.invited ||
      (a.one.name < b.one.name ? -1 : a.one.name > b.one.name ? 1 : 0),
  );
  return fitting.slice(0, most).map(({ one }) => one.member);
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
