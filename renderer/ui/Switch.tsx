import './Setting.css';
import './Switch.css';

interface BoxProps {
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** The switch alone, for a line that has a label of its own. */
export function SwitchBox({ on, disabled = false, onChange }: BoxProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="switch"
      checked={on}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

interface Props extends BoxProps {
  readonly label: string;
  readonly text: string;
  /** Why it could not be switched. */
  readonly trouble?: string | null;
}

/** A line of the settings that is on or off: what it does, and the switch at its end. */
export function Switch({ label, text, trouble = null, ...box }: Props) {
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
      <SwitchBox {...box} />
    </label>
  );
}
