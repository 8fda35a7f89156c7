import './PopupMenu.css';
import { Menu } from '@base-ui/react/menu';
import { useState, type ComponentType, type ReactNode } from 'react';

interface Props {
  /** What is drawn of the button; with `label`, which is then its name and its tooltip, an icon. */
  readonly button: ReactNode;
  readonly label?: string;
  readonly buttonClass?: string;
  readonly side: 'top' | 'bottom';
  readonly align: 'start' | 'end';
  /**
   * A selector of what it lies in, from the button outwards; absent: beside the button. In a landmark, where whoever goes from one to another finds it, and in
   * nothing that moves: it could cover no more than that.
   */
  readonly inside?: string;
  readonly menuClass?: string;
  readonly onOpen?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A button, and the menu that it opens. */
export function PopupMenu({ button, label, buttonClass = 'iconButton', side, align, inside, menuClass = '', onOpen, children }: Props) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const find = (element: HTMLElement | null): void =>
    setPlace((inside === undefined ? element : element?.closest<HTMLElement>(inside)) ?? null);
  return (
    <div ref={find} className="menuPlace">
      <Menu.Root {...(onOpen && { onOpenChange: onOpen })}>
        <Menu.Trigger className={buttonClass} aria-label={label} title={label}>
          {button}
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menuPositioner" side={side} align={align} sideOffset={6}>
            <Menu.Popup className={`menu ${menuClass}`}>{children}</Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </div>
  );
}

interface ItemProps {
  readonly Icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true }>;
  readonly onClick: () => void;
  readonly children: string;
}

export function MenuItem({ Icon, onClick, children }: ItemProps) {
  return (
    <Menu.Item className="menuItem" onClick={onClick}>
      <Icon size={16} aria-hidden /> {children}
    </Menu.Item>
  );
}
