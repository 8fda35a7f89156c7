import './EmojiBoard.css';
import Search from 'lucide-react/icons/search';
import { use, useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { VListHandle } from 'virtua';
import { changeSettings, useSettings } from '../../settings.ts';
import { words } from '../../words/words.ts';
import { findEmoji, inTone, loadEmoji, type Emoji, type EmojiLists } from '../emoji/emoji.ts';
import { EmojiGrid, gridId, optionId } from './EmojiGrid.tsx';
import { cellAt, isArrow, moved, rowOfCell, rowsOf, type Row, type Section, type SectionName } from './emojiRows.ts';
import { emojiUsed, useRecentEmoji } from '../recentEmoji/recentEmoji.ts';

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onPick: (emoji: string) => void;
}

const recentShown = 18;
const foundShown = 180;

/** A field, and under it the emoji that it finds; arrows go through them, and Enter picks one. The last used come first. */
export default function EmojiBoard({ field, onPick }: Props) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const tone = useSettings(({ emojiTone }) => emojiTone);
  const list = useRef<VListHandle>(null);
  const rows = useRows(use(loadEmoji()), useDeferredValue(text));
  const current = cellAt(rows, at);
  // It comes a moment after its frame, which has looked for the field already.
  useEffect(() => field.current?.focus(), [field]);

  function pick(one: Emoji): void {
    const emoji = inTone(one, tone);
    emojiUsed(emoji);
    onPick(emoji);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && current) pick(current);
    else if (isArrow(event.key)) {
      const next = moved(rows, at, event.key);
      setAt(next);
      list.current?.scrollToIndex(rowOfCell(rows, next), { align: 'nearest' });
    } else return;
    event.preventDefault();
  }
  function show(next: string): void {
    setText(next);
    setAt(0);
    list.current?.scrollTo(0);
  }

  return (
    <>
      <Field field={field} text={text} at={current ? at : null} onText={show} onKeyDown={onKeyDown} />
      {text === '' && <Groups rows={rows} onGo={(row) => list.current?.scrollToIndex(row)} />}
      {rows.length === 0 ? (
        <p className="emojiNone">{words.emoji.none(text)}</p>
      ) : (
        <EmojiGrid rows={rows} at={at} tone={tone} list={list} onPoint={setAt} onPick={pick} />
      )}
      <div className="emojiFoot">
        <span className="emojiName">{current?.codes[0] === undefined ? '' : `:${current.codes[0]}:`}</span>
        <Tones tone={tone} />
      </div>
    </>
  );
}

interface FieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly text: string;
  /** Which is current. */
  readonly at: number | null;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Field({ field, text, at, onText, onKeyDown }: FieldProps) {
  return (
    <label className="emojiField">
      <Search size={16} aria-hidden />
      <input
        ref={field}
        role="combobox"
        aria-label={words.emoji.find}
        aria-expanded={at !== null}
        aria-haspopup="grid"
        aria-controls={at === null ? undefined : gridId}
        aria-activedescendant={at === null ? undefined : optionId(at)}
        placeholder={words.emoji.find}
        spellCheck={false}
        maxLength={64}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}

/** What is used while it is open comes first the next time only: nothing moves under the pointer. */
function useRows({ emojiList, emojiByGroup }: EmojiLists, text: string): readonly Row[] {
  const recent = useRef<readonly Emoji[]>(null);
  const used = useRecentEmoji((state) => state.list);
  recent.current ??= used.slice(0, recentShown).map(({ emoji }) => knownOf(emojiList, emoji));
  return useMemo(() => {
    if (text.trim() !== '') return rowsOf([{ is: 'found', emoji: findEmoji(emojiList, text, foundShown) }]);
    const groups: Section[] = [...emojiByGroup].map(([is, emoji]) => ({ is, emoji }));
    return rowsOf([{ is: 'recent', emoji: recent.current ?? [] }, ...groups]);
  }, [text, emojiList, emojiByGroup]);
}

/** In the skin in which it was used. */
function knownOf(emojiList: readonly Emoji[], emoji: string): Emoji {
  const known = emojiList.find((one) => one.emoji === emoji || one.tones.includes(emoji));
  return { ...(known ?? { group: 'symbols', name: emoji, codes: [], tags: [] }), emoji, tones: [] };
}

function Groups({ rows, onGo }: { readonly rows: readonly Row[]; readonly onGo: (row: number) => void }) {
  return (
    <div className="emojiGroups" role="group" aria-label={words.emoji.groups}>
      {rows.map((row, index) =>
        row.is === 'head' ? (
          <button key={row.of} type="button" tabIndex={-1} title={words.emoji.sections[row.of]} onClick={() => onGo(index)}>
            <span aria-hidden>{signOf(row.of)}</span>
            <span className="srOnly">{words.emoji.sections[row.of]}</span>
          </button>
        ) : null,
      )}
    </div>
  );
}

const signs: Readonly<Record<SectionName, string>> = {
  recent: '🕘️',
  found: '🔍️',
  smileys: '😀',
  people: '👋',
  animals: '🐻',
  food: '🍎',
  travel: '🚲️',
  activities: '⚽️',
  objects: '💡',
  symbols: '❤️',
  flags: '🏁',
};
const signOf = (section: SectionName): string => signs[section];

const hands = ['✋️', '✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'];

function Tones({ tone }: { readonly tone: number }) {
  return (
    <div className="emojiTones" role="radiogroup" aria-label={words.emoji.tone}>
      {hands.map((hand, index) => (
        <button
          key={hand}
          type="button"
          role="radio"
          aria-checked={index === tone}
          aria-label={words.emoji.tones[index]}
          title={words.emoji.tones[index]}
          onClick={() => changeSettings({ emojiTone: index })}
        >
          {hand}
        </button>
      ))}
    </div>
  );
}
