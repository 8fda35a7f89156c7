/** The menu of the right button; Electron's own roles come without words for their languages. */
export const editMenuWords = {
  noSuggestions: 'No suggestions',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  copyLink: 'Copy link',
} as const;
