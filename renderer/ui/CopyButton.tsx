import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useContext, useEffect, useState, type ReactNode } from 'react';
import { words } from '../words/words.ts';
import { IconButton } from './IconButton.tsx';
import { OutsideContext } from './outside.ts';

interface Props {
  readonly text: string;
  readonly label?: string;
  readonly icon?: ReactNode;
}

export function CopyButton({ text, label = words.ui.copy, icon = <Copy size={16} /> }: Props) {
  const outside = useContext(OutsideContext);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), 1500);
    return () => window.clearTimeout(timer);
  }, [copied]);
  function copy(): void {
    outside.copy(text);
    setCopied(true);
  }
  return (
    <IconButton label={copied ? words.ui.copied : label} onClick={copy}>
      {copied ? <Check size={16} /> : icon}
    </IconButton>
  );
}
