import './Page.css';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  /** Some of these pages are asked for as dialogs by name. */
  readonly dialogName?: string;
}

export function Page({ icon, title, children, dialogName }: Props) {
  const dialog = dialogName === undefined ? {} : { role: 'dialog', 'aria-label': dialogName };
  return (
    <main className="page">
      <section className="pageCard" {...dialog}>
        <div className="pageMark" aria-hidden>
          {icon}
        </div>
        <h1 className="pageTitle">{title}</h1>
        {children}
      </section>
    </main>
  );
}
