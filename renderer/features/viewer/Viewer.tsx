import './Viewer.css';
import { Dialog } from '@base-ui/react/dialog';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RoomId } from '../../../core/ids.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { bytes, dateAndTime } from '../../words/format.ts';
import { isolated } from '../../words/isolated.ts';
import { words } from '../../words/words.ts';
import { useViewing, view } from '../media/media.ts';
import { roomView } from '../roomView/roomView.ts';
import { SaveFile } from '../saveFile/SaveFile.tsx';
import { picturesOf, type ViewedPicture } from './picturesOf.ts';
import { useZoom, type Zoom } from './useZoom.ts';
import { ZoomedPicture } from './ZoomedPicture.tsx';

/** A picture over the whole window, and from there to the others of the room that are loaded. */
export function Viewer({ roomId }: { readonly roomId: RoomId }) {
  const slot = useSlot();
  const shown = useViewing((state) => state.shown);
  const items = useStore(roomView(roomId, slot), (state) => state.items);
  const pictures = shown?.roomId === roomId ? picturesOf(items) : [];
  const at = pictures.findIndex(({ eventId }) => eventId === shown?.eventId);
  const picture = pictures[at];
  const go = (to: number): void => {
    const next = pictures[to];
    if (next) view({ roomId, eventId: next.eventId }, slot);
  };
  return (
    <Dialog.Root open={picture !== undefined} onOpenChange={(open) => !open && view(null, slot)}>
      <Dialog.Portal>
        <Dialog.Popup className="viewer" aria-label={words.media.viewer}>
          {picture && (
            <Shown
              key={picture.eventId}
              roomId={roomId}
              picture={picture}
              onPrevious={at > 0 ? () => go(at - 1) : null}
              onNext={at < pictures.length - 1 ? () => go(at + 1) : null}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ShownProps {
  readonly roomId: RoomId;
  readonly picture: ViewedPicture;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

function Shown({ roomId, picture, onPrevious, onNext }: ShownProps) {
  const zoom = useZoom();
  const [real, setReal] = useState<Size | null>(null);
  useKeys({
    ArrowLeft: onPrevious,
    ArrowRight: onNext,
    '+': zoom.larger,
    '=': zoom.larger,
    '-': zoom.smaller,
    '0': zoom.fit,
  });
  return (
    <div className="viewerShown">
      <Bar roomId={roomId} picture={picture} size={real ?? picture.body.size} zoom={zoom} />
      <ZoomedPicture roomId={roomId} picture={picture} zoom={zoom} onSize={setReal} />
      {onPrevious && (
        <IconButton className="viewerStep viewerPrevious" label={words.media.previous} keys="←" onClick={onPrevious}>
          <ChevronLeft size={22} />
        </IconButton>
      )}
      {onNext && (
        <IconButton className="viewerStep viewerNext" label={words.media.next} keys="→" onClick={onNext}>
          <ChevronRight size={22} />
        </IconButton>
      )}
    </div>
  );
}

/** Wherever the focus is: from one picture to the next, what had it may go. */
function useKeys(keys: Readonly<Record<string, (() => void) | null>>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    };
    // Before the dialog has it, which lets no arrow through.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface BarProps {
  readonly roomId: RoomId;
  readonly picture: ViewedPicture;
  readonly size: Size | null;
  readonly zoom: Zoom;
}

/** What it is, and what can be done with it. */
function Bar({ roomId, picture: { body, sender, ts, eventId }, size, zoom }: BarProps) {
  const slot = useSlot();
  const details = [
    isolated(sender.name),
    dateAndTime(ts),
    size && `${size.width} × ${size.height}`,
    body.sizeBytes !== null && bytes(body.sizeBytes),
  ].filter((part) => typeof part === 'string');
  return (
    <div className="viewerBar">
      <div className="viewerWhat">
        <Dialog.Title className="viewerName">
          <bdi>{body.name || words.media.kinds.picture}</bdi>
        </Dialog.Title>
        <div className="viewerDetails">{details.join(' · ')}</div>
      </div>
      <SaveFile of={{ roomId, eventId }} />
      <IconButton label={words.media.zoomOut} keys="−" onClick={zoom.smaller}>
        <Minus size={18} />
      </IconButton>
      <IconButton label={words.media.zoomIn} keys="+" onClick={zoom.larger}>
        <Plus size={18} />
      </IconButton>
      <IconButton label={words.media.close} keys="Esc" onClick={() => view(null, slot)}>
        <X size={18} />
      </IconButton>
    </div>
  );
}
