import './DialogFrame.css';
import { Dialog } from '@base-ui/react/dialog';
import { useContext, type ComponentProps, type ReactNode } from 'react';
import { OutsideContext } from './outside.ts';

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
  /** Its opener makes inert what is behind it. Doing that here, too, lays out everything once more: 20 ms until the dialog is on screen. */
  readonly inertBehind?: boolean;
  /** Above the title: whose dialog it is. */
  readonly head?: ReactNode;
}

/**
 * Modal: focus stays inside, and goes back to where it was when it closes. What is around it is out of reach, but for the other accounts.
 */
export function DialogFrame({
  open,
  onClose,
  title,
  text,
  children,
  light = false,
  initialFocus,
  finalFocus,
  className = '',
  inertBehind = false,
  head,
}: Props) {
  const { several } = useContext(OutsideContext);
  return (
    <Dialog.Root
      open={open}
      modal={several || inertBehind ? 'trap-focus' : true}
      onOpenChange={(next) => !next && onClose()}
      disablePointerDismissal={!light}
    >
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
