import { useState } from 'react';
import { tellHost } from '../../bridge/host.ts';
import { words } from '../../words/words.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';

interface Props {
  readonly label: string;
  readonly said: { readonly confirmTitle: string; readonly confirmText: string; readonly confirm: string };
}

/** Destroys what cannot be opened, after asking once more. */
export function StartOver({ label, said }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="quiet" className="buttonRisky" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <DialogFrame open={asking} onClose={() => setAsking(false)} title={said.confirmTitle} text={said.confirmText}>
        <div className="dialogActions">
          <Button look="quiet" onClick={() => setAsking(false)}>
            {words.startup.cancel}
          </Button>
          <Button look="danger" onClick={() => tellHost('startOver', {})}>
            {said.confirm}
          </Button>
        </div>
      </DialogFrame>
    </>
  );
}
