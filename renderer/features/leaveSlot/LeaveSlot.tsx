import { useEffect } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { useAccounts } from '../accounts/accounts.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { Button } from '../../ui/Button.tsx';

/** Back to the accounts that there are, from a place without one. Where there is no other, there is nothing to go back to. */
export function LeaveSlot({ label, wide = false }: { readonly label: string; readonly wide?: boolean }) {
  const slot = useSlot();
  const alone = useAccounts(({ list }) => list.length < 2);
  useEffect(() => {
    if (alone) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) tellHost('leaveSlot', {}, slot);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [alone, slot]);
  if (alone) return null;
  return (
    <Button look="quiet" wide={wide} onClick={() => tellHost('leaveSlot', {}, slot)}>
      {label}
    </Button>
  );
}
