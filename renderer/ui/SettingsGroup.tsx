import './Setting.css';
import type { ReactNode } from 'react';

interface Props {
  /** Of the group; the search of the settings leads there. */
  readonly id: string;
  readonly title: string;
  /** Beside the title, at its end. */
  readonly aside?: ReactNode;
  /** What cannot be undone: it stands last, and apart. */
  readonly danger?: boolean;
  readonly children: ReactNode;
}

/** What belongs together in the settings, under its title. */
export function SettingsGroup({ id, title, aside, danger = false, children }: Props) {
  const heading = (
    <h3 id={`${id}Title`} className="settingsGroupTitle">
      {title}
    </h3>
  );
  return (
    <section id={id} className={danger ? 'settingsGroup settingsDanger' : 'settingsGroup'} aria-labelledby={`${id}Title`}>
      {aside ? (
        <div className="settingsGroupHead">
          {heading}
          {aside}
        </div>
      ) : (
        heading
      )}
      {children}
    </section>
  );
}
