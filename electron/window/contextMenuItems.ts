import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { editMenuWords as words } from './editMenuWords.ts';

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL' | 'misspelledWord' | 'dictionarySuggestions'> & {
  readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'>;
};

export interface MenuActs {
  readonly replaceWord: (by: string) => void;
  readonly copyText: (text: string) => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** In a text field all of editing, on selected text copying, on a link its address, elsewhere nothing. */
export function contextMenuItems(clicked: Clicked, acts: MenuActs): MenuItemConstructorOptions[] {
  const groups = clicked.isEditable ? [spelling(clicked, acts), ...editing(clicked)] : [link(clicked, acts), selected(clicked)];
  return groups.filter((group) => group.length > 0).flatMap((group, index) => (index === 0 ? group : [separator, ...group]));
}

function spelling({ misspelledWord, dictionarySuggestions }: Clicked, { replaceWord }: MenuActs): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  if (dictionarySuggestions.length === 0) return [{ label: words.noSuggestions, enabled: false }];
  return dictionarySuggestions.map((word) => ({ label: word, click: () => replaceWord(word) }));
}

function editing({ editFlags }: Clicked): MenuItemConstructorOptions[][] {
  const { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } = editFlags;
  return [
    [
      { role: 'undo', label: words.undo, enabled: canUndo },
      { role: 'redo', label: words.redo, enabled: canRedo },
    ],
    [
      { role: 'cut', label: words.cut, enabled: canCut },
      { role: 'copy', label: words.copy, enabled: canCopy },
      { role: 'paste', label: words.paste, enabled: canPaste },
    ],
    [{ role: 'selectAll', label: words.selectAll, enabled: canSelectAll }],
  ];
}

/** Only addresses that lead out; those of the app itself are no use elsewhere. */
function link({ linkURL }: Clicked, { copyText }: MenuActs): MenuItemConstructorOptions[] {
  return /^(?:https?:|mailto:)/i.test(linkURL) ? [{ label: words.copyLink, click: () => copyText(linkURL) }] : [];
}

function selected({ selectionText, editFlags }: Clicked): MenuItemConstructorOptions[] {
  return selectionText.trim() === '' ? [] : [{ role: 'copy', label: words.copy, enabled: editFlags.canCopy }];
}
