import { memo, type RefObject } from 'react';
import { VList, type VListHandle } from 'virtua';
import { words } from '../../words/words.ts';
import { inTone, type Emoji } from '../emoji/emoji.ts';
import type { Row } from './emojiRows.ts';

export const gridId = 'emojiGrid';
export const optionId = (at: number): string => `emoji${at}`;

interface Props {
  readonly rows: readonly Row[];
  /** Which of all is current. */
  readonly at: number;
  readonly tone: number;
  readonly list: RefObject<VListHandle | null>;
  readonly onPoint: (at: number) => void;
  readonly onPick: (one: Emoji) => void;
}

/** Only the lines that can be seen are drawn. */
export function EmojiGrid({ rows, at, tone, list, onPoint, onPick }: Props) {
  return (
    <VList ref={list} className="emojiGrid" id={gridId} role="grid" aria-label={words.emoji.pick} data={rows} itemSize={36}>
      {(row, index) =>
        row.is === 'head' ? (
          <div key={index} className="emojiHead" role="row">
            <span role="columnheader">{words.emoji.sections[row.of]}</span>
          </div>
        ) : (
          <Line key={index} row={row} current={at - row.from} tone={tone} onPoint={onPoint} onPick={onPick} />
        )
      }
    </VList>
  );
}

interface LineProps extends Pick<Props, 'tone' | 'onPoint' | 'onPick'> {
  readonly row: Extract<Row, { readonly is: 'cells' }>;
  readonly current: number;
}

const Line = memo(
  function Line({ row, current, tone, onPoint, onPick }: LineProps) {
    return (
      <div className="emojiLine" role="row">
        {row.emoji.map((one, index) => (
          <span
            key={one.emoji}
            id={optionId(row.from + index)}
            role="gridcell"
            aria-selected={index === current}
            aria-label={one.name}
            title={one.name}
            className="emojiCell"
            onPointerMove={() => onPoint(row.from + index)}
            onClick={() => onPick(one)}
          >
            {inTone(one, tone)}
          </span>
        ))}
      </div>
    );
  },
  (a, b) => a.row === b.row && a.tone === b.tone && currentIn(a) === currentIn(b) && a.onPick === b.onPick,
);

const currentIn = ({ row, current }: LineProps): number => (current >= 0 && current < row.emoji.length ? current : -1);
