import '../Setting.css';
import './CheckBox.css';
import type { ComponentProps } from 'react';

export function CheckBox(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return <input type="checkbox" className="checkBox" {...props} />;
}

interface Props {
  readonly label: string;
  /** What it means, under it. */
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A choice within a form. */
export function CheckRow({ label, hint, checked, onChange }: Props) {
  return (
    <label className="checkRow">
      <CheckBox checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        <span className="settingText block">{hint}</span>
      </span>
    </label>
  );
}
