import './IconButton.css';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ComponentProps, ReactNode } from 'react';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  /** Its accessible name, and the tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly children: ReactNode;
}

export function IconButton({ label, keys, children, className = '', ...rest }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={<button type="button" aria-label={label} className={`iconButton ${className}`} {...rest} />}>
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner className="tooltipPositioner" sideOffset={6}>
          <Tooltip.Popup className="tooltip">{keys ? `${label}  ${keys}` : label}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
