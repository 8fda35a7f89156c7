import './Button.css';
import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  readonly look?: 'filled' | 'danger' | 'plain' | 'quiet';
  readonly wide?: boolean;
  /** What it began is under way: it cannot be pressed, and unlike a disabled one it keeps the focus. */
  readonly busy?: boolean;
}

const looks = { filled: 'buttonFilled', danger: 'buttonDanger', plain: 'buttonPlain', quiet: 'buttonQuiet' };

export function Button({ look = 'plain', wide = false, busy = false, type = 'button', className = '', onClick, ...rest }: Props) {
  return (
    <button
      type={type}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`button ${looks[look]} ${wide ? 'buttonWide' : ''} ${className}`}
      {...rest}
    />
  );
}

/** A command within a line of words. */
export function LinkButton({ type = 'button', className = '', ...rest }: ComponentProps<'button'>) {
  return <button type={type} className={`link ${className}`} {...rest} />;
}
