/** Puts text in the place of what stands between two places, as typing does: the field's own undo takes it back. */
export function insertText(field: HTMLTextAreaElement, text: string, from = field.selectionStart, to = field.selectionEnd): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(from, to);
  // There is no newer way that undo knows of.
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}
