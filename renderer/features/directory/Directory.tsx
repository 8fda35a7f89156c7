import { useMemo, type ReactNode, type RefObject } from 'react';
import type { UserId } from '../../../core/ids.ts';
import { parseTyped } from '../../../core/links/parseMatrixLink.ts';
import type { FoundPeople, FoundPerson } from '../../../core/features/directory/model.ts';
import { callEngine } from '../../bridge/engineLink.ts';
import { useFound } from '../../bridge/useFound.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Finder } from '../../ui/Finder.tsx';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';

const said = words.directory;

export interface Chosen extends FoundPerson {
  /** Found; else only typed, and there may be nobody of that name. */
  readonly isKnown: boolean;
}

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onChoose: (person: Chosen) => void;
  readonly leaveOut?: ReadonlySet<UserId>;
  readonly chosen?: ReactNode;
  readonly onBack?: () => void;
}

/** Somebody by a part of the name, by the whole address, or by a link to them. */
export function PeopleFinder({ text, leaveOut, ...rest }: Props) {
  const slot = useSlot();
  const link = useMemo(() => parseTyped(text.trim()), [text]);
  const typed = link?.is === 'user' ? link.userId : null;
  const sought = typed ?? text.trim();
  const { last, now } = useFound(() => callEngine('findPeople', { text: sought }, slot), sought);
  const people = useMemo(() => listed(last, typed, leaveOut), [last, typed, leaveOut]);
  return (
    <Finder
      {...rest}
      label={said.label}
      hint={said.hint}
      text={text}
      found={people}
      keyOf={({ userId }) => userId}
      draw={(person) => <PersonRow person={person} />}
      empty={now.is === 'failed' ? <ErrorNote error={now.error} plain /> : emptyWords(now.is === 'ready' ? now.value : null, text.trim())}
      after={people.length > 0 && <After found={last} />}
    />
  );
}

/** `found`: null while it is being looked for. */
function emptyWords(found: FoundPeople | null, text: string): string {
  if (found === null) return said.searching;
  if (found.people.length > 0) return said.inside;
  return text === '' ? said.nobodyYet : said.none(text);
}

/** Who was typed in full comes first, whether the server lists them or not. */
function listed(found: FoundPeople | null, typed: UserId | null, leaveOut: ReadonlySet<UserId> | undefined): Chosen[] {
  const people = (found?.people ?? []).map((person): Chosen => ({ ...person, isKnown: true }));
  const whole =
    typed === null || people.some(({ userId }) => userId === typed) ? [] : [{ userId: typed, name: typed, chat: null, isKnown: false }];
  return [...whole, ...people].filter(({ userId }) => leaveOut?.has(userId) !== true);
}

function PersonRow({ person: { userId, name, chat } }: { readonly person: Chosen }) {
  return (
    <>
      <Face id={userId} name={name} size={32} />
      <span className="finderText">
        <span className="finderName">
          <bdi>{name}</bdi>
        </span>
        {name !== userId && (
          <span className="finderQuiet">
            <bdi>{userId}</bdi>
          </span>
        )}
      </span>
      {chat !== null && <span className="finderAside">{said.chat}</span>}
    </>
  );
}

function After({ found }: { readonly found: FoundPeople | null }) {
  if (found?.onlyKnown) return <p className="finderAfter">{said.onlyKnown}</p>;
  return found?.more ? <p className="finderAfter">{said.more}</p> : null;
}
