import { useSettings } from '../../settings.ts';

/** `<html data-theme>` chooses the colours; without it they follow the system. */
export function followTheme(): () => void {
  const apply = (theme: 'system' | 'light' | 'dark'): void => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  };
  apply(useSettings.getState().theme);
  return useSettings.subscribe((settings) => apply(settings.theme));
}
