import './Button.css';
import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  readonly look?: 'filled' | 'danger' | 'plain' | 'quiet';
  readonly wide?: boolean;
}

const looks = { filled: 'buttonFilled', danger: 'buttonDanger', plain: 'buttonPlain', quiet: 'buttonQuiet' };

export function Button({ look = 'plain', wide = false, type = 'button', className = '', ...rest }: Props) {
  return <button type={type} className={`button ${looks[look]} ${wide ? 'buttonWide' : ''} ${className}`} {...rest} />;
}

/** A command within a line of words. */
export function LinkButton({ type = 'button', className = '', ...rest }: ComponentProps<'button'>) {
  return <button type={type} className={`link ${className}`} {...rest} />;
}
