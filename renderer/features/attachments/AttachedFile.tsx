import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import File from 'lucide-react/icons/file';
import X from 'lucide-react/icons/x';
import { useEffect, useId, useRef } from 'react';
import type { RoomId } from '../../../core/ids.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { bytes } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { isTooLarge } from './attachments.ts';
import { qualitiesOf, type Quality } from './quality.ts';
import { chooseQuality, detach, move, useTrays, type Chosen } from './tray.ts';

interface Props {
  readonly roomId: RoomId;
  readonly chosen: Chosen;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isBusy: boolean;
}

const labels: Record<Quality, string> = {
  photo: words.attachments.asPhoto,
  smaller: words.attachments.asSmaller,
  original: words.attachments.asOriginal,
};

export function AttachedFile({ roomId, chosen, isFirst, isLast, isBusy }: Props) {
  const { id, file, prepared } = chosen;
  const slot = useSlot();
  const limit = useTrays(({ limitBytes }) => limitBytes);
  const isWrong = prepared.is === 'unreadable' || isTooLarge(chosen, limit);
  return (
    <li className="attachedFile" aria-label={file.name}>
      <Preview bitmap={prepared.is === 'ready' ? prepared.as.preview : null} />
      <div className="attachedText">
        <bdi className="attachedName" title={file.name}>
          {file.name}
        </bdi>
        <div className={isWrong ? 'attachedMeta attachedWrong' : 'attachedMeta'}>{said(chosen, limit)}</div>
        {qualitiesOf(file).length > 1 && <Choice {...{ roomId, chosen, isBusy }} />}
      </div>
      <div className="attachedTools">
        {!isFirst && (
          <IconButton label={words.attachments.earlier(file.name)} disabled={isBusy} onClick={() => move(roomId, id, -1, slot)}>
            <ChevronLeft size={16} />
          </IconButton>
        )}
        {!isLast && (
          <IconButton label={words.attachments.later(file.name)} disabled={isBusy} onClick={() => move(roomId, id, 1, slot)}>
            <ChevronRight size={16} />
          </IconButton>
        )}
        <IconButton label={words.attachments.remove(file.name)} disabled={isBusy} onClick={() => detach(roomId, id, slot)}>
          <X size={16} />
        </IconButton>
      </div>
    </li>
  );
}

function said(chosen: Chosen, limit: number | null): string {
  const { prepared } = chosen;
  if (prepared.is === 'reading') return words.attachments.reading;
  if (prepared.is !== 'ready') return words.attachments.unreadable;
  if (limit !== null && isTooLarge(chosen, limit)) return words.attachments.tooLarge(bytes(limit));
  const { width, height, blob } = prepared.as;
  return width !== null && height !== null ? `${bytes(blob.size)} · ${width} × ${height}` : bytes(blob.size);
}

function Choice({ roomId, chosen, isBusy }: Pick<Props, 'roomId' | 'chosen' | 'isBusy'>) {
  const slot = useSlot();
  const id = useId();
  return (
    <>
      <select
        className="attachedQuality"
        aria-label={words.attachments.as}
        aria-describedby={id}
        value={chosen.quality}
        disabled={isBusy}
        onChange={({ target }) => chooseQuality(roomId, chosen, target.value as Quality, slot)}
      >
        {qualitiesOf(chosen.file).map((quality) => (
          <option key={quality} value={quality}>
            {labels[quality]}
          </option>
        ))}
      </select>
      <div id={id} className="attachedMeta">
        {words.attachments.hidden[chosen.quality]}
      </div>
    </>
  );
}

/** Drawn, and not an address: the page may load nothing but its own files. */
function Preview({ bitmap }: { readonly bitmap: ImageBitmap | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (bitmap) canvas.current?.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return (
    <div className="attachedPreview" aria-hidden>
      {bitmap ? <canvas ref={canvas} width={bitmap.width} height={bitmap.height} /> : <File size={20} />}
    </div>
  );
}
