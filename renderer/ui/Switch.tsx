import './Setting.css';
import './Switch.css';

interface Props {
  readonly label: string;
  readonly text: string;
  /** Why it could not be switched. */
  readonly trouble?: string | null;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A line of the settings that is on or off: what it does, and the switch at its end. */
export function Switch({ label, text, trouble = null, on, disabled = false, onChange }: Props) {
  return (
    <label className="setting">
      <span>
        {label}
        <span className="settingText block">{text}</span>
        {trouble !== null && (
          <span className="settingText block" role="alert">
            {trouble}
          </span>
        )}
      </span>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
