import './DialogFrame.css';
import { Dialog } from '@base-ui/react/dialog';
import type { ComponentProps, ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  /** Esc was pressed, or outside was pressed where that closes. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly children: ReactNode;
  /** A press outside closes: only where nothing typed could be lost. */
  readonly light?: boolean;
  readonly initialFocus?: ComponentProps<typeof Dialog.Popup>['initialFocus'];
  /** Where the focus goes instead of back to where it was. */
  readonly finalFocus?: ComponentProps<typeof Dialog.Popup>['finalFocus'];
  readonly className?: string;
  /** Above the title: whose dialog it is. */
  readonly head?: ReactNode;
}

/** Modal: focus stays inside, and goes back to where it was when it closes. */
export function DialogFrame({ open, onClose, title, text, children, light = false, initialFocus, finalFocus, className = '', head }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()} disablePointerDismissal={!light}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialogScrim" />
        <Dialog.Popup className={`dialog ${className}`} initialFocus={initialFocus} finalFocus={finalFocus}>
          {head}
          <Dialog.Title className="dialogTitle">{title}</Dialog.Title>
          {text !== undefined && <Dialog.Description className="dialogText">{text}</Dialog.Description>}
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
