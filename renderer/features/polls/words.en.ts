import { isolated } from '../../words/isolated.ts';
import { pluralised } from '../../words/format.ts';

const votes = (count: number): string => pluralised(count, { one: 'One vote', other: '# votes' });

export const enPolls = {
  menu: 'New poll…',
  label: (question: string) => `Poll: ${isolated(question)}`,
  votes: (count: number) => (count === 0 ? 'No votes yet' : votes(count)),
  final: (count: number) => (count === 0 ? 'Ended without a vote' : `Final result · ${votes(count)}`),
  undisclosed: 'Results are shown when the poll ends',
  several: (count: number) => `Choose up to ${count}`,
  /** Behind the number, for those who hear it. */
  unit: (count: number) => pluralised(count, { one: 'vote', other: 'votes' }),
  unreadable: (count: number) =>
    pluralised(count, {
      one: 'One answer cannot be decrypted here, so the counts may be too low.',
      other: '# answers cannot be decrypted here, so the counts may be too low.',
    }),
  end: 'End poll',
  endSure: 'Nobody can vote afterwards. End it?',
  endYes: 'End poll',
  endNo: 'Keep open',
  /** Read by people whose client knows of no polls. */
  endedText: 'The poll has ended.',
  title: 'New poll',
  question: 'Question',
  questionMissing: 'A poll asks something.',
  answers: 'Answers',
  answer: (number: number) => `Answer ${number}`,
  answersMissing: 'There have to be at least two answers.',
  disclosed: 'Show results while people vote',
  disclosedText: 'Otherwise they are shown when the poll ends. Who voted can be told from the room either way.',
  allowSeveral: 'Several answers each',
  allowSeveralText: 'Otherwise each person chooses one.',
  start: 'Start poll',
  cancel: 'Cancel',
};
