import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useState, type ComponentProps } from 'react';
import { words } from '../../words/words.ts';
import { IconButton } from '../IconButton.tsx';
import { TextField } from './TextField.tsx';

interface Props extends Omit<ComponentProps<typeof TextField>, 'type' | 'aside' | 'autoComplete'> {
  /** One that is being chosen: a password manager may offer one, and must not fill in the old. */
  readonly chosen?: boolean;
  /** Where it is no password that is shown and hidden. */
  readonly labels?: { readonly show: string; readonly hide: string };
}

/** A password can be looked at while it is typed; it is kept nowhere. */
export function PasswordField({
  chosen = false,
  labels = { show: words.signIn.showPassword, hide: words.signIn.hidePassword },
  ...props
}: Props) {
  const [shown, setShown] = useState(false);
  const label = shown ? labels.hide : labels.show;
  const aside = (
    <IconButton label={label} onClick={() => setShown(!shown)}>
      {shown ? <EyeOff size={16} /> : <Eye size={16} />}
    </IconButton>
  );
  // `role`: an input of type password has no role of its own.
  return (
    <TextField
      {...props}
      role="textbox"
      type={shown ? 'text' : 'password'}
      autoComplete={chosen ? 'new-password' : 'current-password'}
      aside={aside}
    />
  );
}
