import './CalmNotice.css';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

interface CalmNoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: ReactNode;
  /** Buttons. */
  readonly children: ReactNode;
}

/** Below the rooms, in nobody's way: there until what it asks for is done or put off. */
export function CalmNotice({ icon: Icon, title, text, children }: CalmNoticeProps) {
  const id = useId();
  return (
    <section className="calmNotice" aria-labelledby={id}>
      <Icon size={16} aria-hidden />
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      <div className="calmNoticeActions">{children}</div>
    </section>
  );
}
