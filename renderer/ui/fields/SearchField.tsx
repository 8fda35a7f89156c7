import './SearchField.css';
import Search from 'lucide-react/icons/search';
import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'onChange'> {
  readonly label: string;
  readonly onText: (text: string) => void;
}

/** Of a list, what is looked for in it; the label is its hint, too. */
export function SearchField({ label, onText, ...rest }: Props) {
  return (
    <label className="searchField">
      <Search size={16} aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        onChange={(event) => onText(event.target.value)}
        {...rest}
      />
    </label>
  );
}
