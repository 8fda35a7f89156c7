import { Popover } from '@base-ui/react/popover';
import Smile from 'lucide-react/icons/smile';
import { lazy, Suspense, useRef, useState } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { words } from '../../words/words.ts';

const EmojiBoard = lazy(() => import('./EmojiBoard.tsx'));

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Beside what it stands; it goes back there. */
  readonly anchor: HTMLElement | null;
  /** What it lies in: a landmark, and nothing that moves. */
  readonly inside: HTMLElement | null;
  readonly onPick: (emoji: string) => void;
  /** Where the focus goes afterwards. */
  readonly finalFocus: () => HTMLElement | null;
}

/** All emoji, to pick one from; what it is made of is loaded when it is first opened. */
export function EmojiPicker({ open, onClose, anchor, inside, onPick, finalFocus }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Popover.Portal container={inside}>
        <Popover.Positioner className="menuPositioner" anchor={anchor} side="top" align="end" sideOffset={6} collisionPadding={8}>
          <Popover.Popup className="emojiPicker" aria-label={words.emoji.pick} initialFocus={field} finalFocus={() => finalFocus() ?? true}>
            <Suspense>
              <EmojiBoard
                field={field}
                onPick={(emoji) => {
                  onPick(emoji);
                  onClose();
                }}
              />
            </Suspense>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ButtonProps {
  readonly className: string;
  readonly onPick: (emoji: string) => void;
  readonly finalFocus: () => HTMLElement | null;
}

/** A button, and the emoji to pick one from. */
export function EmojiButton({ className, onPick, finalFocus }: ButtonProps) {
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        label={words.emoji.pick}
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={(event) => {
          setButton(event.currentTarget);
          setOpen(!open);
        }}
      >
        <Smile size={18} />
      </IconButton>
      <EmojiPicker
        open={open}
        onClose={() => setOpen(false)}
        anchor={button}
        inside={button?.parentElement ?? null}
        onPick={onPick}
        finalFocus={finalFocus}
      />
    </>
  );
}
