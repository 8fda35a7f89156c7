export const enSettings = {
  menu: 'Settings',
  signOut: 'Sign out…',
  title: 'Settings',
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  zoom: 'Zoom',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  zoomReset: 'Reset',
  hide: 'Hide messages while signed out',
  hideText: 'When your session expires, rooms are covered until you sign in again.',
  close: 'Close',
};
