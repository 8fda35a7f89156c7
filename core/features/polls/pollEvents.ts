import type { EventId } from '../../ids.ts';
import { field, isObject, type Json } from '../../read/json.ts';
import { plainLine, plainText } from '../../text/plainText.ts';
import type { PollBody } from './model.ts';

/** As clients send them today; MSC3381 itself names them without the prefix, in two ways. */
const unstable = 'org.matrix.msc3381.poll';

const isOne =
  (last: string) =>
  (type: string): boolean =>
    type === `${unstable}.${last}` || type === `m.poll.${last}`;

export const isPollStart = isOne('start');
export const isPollVote = isOne('response');
export const isPollEnd = isOne('end');
export const pollTypes = { start: `${unstable}.start`, vote: `${unstable}.response`, end: `${unstable}.end` } as const;

/** MSC3381: more are cut off. */
export const maxAnswers = 20;
export const longestQuestion = 500;
export const longestAnswer = 200;
const longestId = 255;

/** What a poll asks, without any vote; null: nothing that anybody could answer. Its content comes from a stranger. */
export function pollOf(content: Json): PollBody | null {
  const poll = [`${unstable}.start`, 'm.poll.start', 'm.poll'].map((name) => field(content, name)).find(isObject);
  const question = plainText(textOf(poll?.['question']) ?? '').trim();
  const given: unknown = poll?.['answers'];
  if (!poll || question === '' || !Array.isArray(given)) return null;
  const kind = poll['kind'];
  const disclosed = kind === `${unstable}.disclosed` || kind === 'm.poll.disclosed' || kind === 'm.disclosed';
  const texts = new Map<string, string>();
  for (const answer of given.slice(0, maxAnswers) as unknown[]) {
    const id = field(answer, 'id') ?? field(answer, 'm.id');
    const text = plainLine(textOf(answer) ?? '', longestAnswer);
    if (typeof id === 'string' && id !== '' && id.length <= longestId && text !== '' && !texts.has(id)) texts.set(id, text);
  }
  if (texts.size === 0) return null;
  const several = Number(poll['max_selections']);
  return {
    type: 'poll',
    question: question.length > longestQuestion ? `${question.slice(0, longestQuestion)}…` : question,
    answers: [...texts].map(([id, text]) => ({ id, text, votes: disclosed ? 0 : null, own: false })),
    disclosed,
    maxSelections: Number.isSafeInteger(several) ? Math.min(Math.max(several, 1), texts.size) : 1,
    voters: 0,
    unreadable: 0,
    ended: false,
  };
}

/** Which answers a vote names, as far as anybody could have chosen them; null: none that could be read. */
export function selectionsOf(content: unknown): readonly string[] | null {
  const votes = [`${unstable}.response`, 'm.poll.response'].map((name) => field(field(content, name), 'answers'));
  const selections = [...votes, field(content, 'm.selections')].find((one) => Array.isArray(one));
  return Array.isArray(selections) ? selections.slice(0, maxAnswers).map((one: unknown) => (typeof one === 'string' ? one : '')) : null;
}

/** Extensible events (MSC1767) in the forms that are sent: a text, or texts of which the first plain one counts. */
function textOf(block: unknown): string | null {
  const text = field(block, 'org.matrix.msc1767.text') ?? field(block, 'm.text') ?? field(block, 'body');
  if (typeof text === 'string') return text;
  if (!Array.isArray(text)) return null;
  const plain: unknown = text.slice(0, 10).find((one) => (field(one, 'mimetype') ?? 'text/plain') === 'text/plain');
  const body = field(plain, 'body');
  return typeof body === 'string' ? body : null;
}

export interface NewPoll {
  readonly question: string;
  readonly answers: readonly string[];
  readonly disclosed: boolean;
  readonly maxSelections: number;
}

const said = (text: string) => ({ 'org.matrix.msc1767.text': text, body: text, msgtype: 'm.text' });

/** The content of what begins a poll, as JSON; whoever knows of no polls reads a list. */
export function startContent({ question, answers, disclosed, maxSelections }: NewPoll): string {
  return JSON.stringify({
    [pollTypes.start]: {
      question: said(question),
      kind: `${unstable}.${disclosed ? 'disclosed' : 'undisclosed'}`,
      max_selections: maxSelections,
      answers: answers.map((text, index) => ({ id: String(index + 1), 'org.matrix.msc1767.text': text })),
    },
    'org.matrix.msc1767.text': [question, ...answers.map((text, index) => `${index + 1}. ${text}`)].join('\n'),
  });
}

const relates = (eventId: EventId) => ({ 'm.relates_to': { rel_type: 'm.reference', event_id: eventId } });

/** No answers: the vote is taken back. */
export const voteContent = (eventId: EventId, answers: readonly string[]): string =>
  JSON.stringify({ ...relates(eventId), [pollTypes.vote]: { answers } });

/** `text` is for whoever knows of no polls. */
export const endContent = (eventId: EventId, text: string): string =>
  JSON.stringify({ ...relates(eventId), [pollTypes.end]: {}, 'org.matrix.msc1767.text': text });
