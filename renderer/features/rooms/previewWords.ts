import type { RoomSummary } from '../../../core/features/rooms/model.ts';
import { never } from '../../../core/never.ts';
import { isolated } from '../../words/isolated.ts';
import { attachmentLine } from '../../words/attachmentWords.ts';
import { words } from '../../words/words.ts';

/** One line about the newest thing in a room. In a conversation of two it is clear who wrote. */
export function previewWords({ preview, isDirect }: Pick<RoomSummary, 'preview' | 'isDirect'>): string {
  switch (preview.kind) {
    case 'text':
      return oneLine(who(preview, isDirect), preview.text);
    case 'file':
      return oneLine(who(preview, isDirect), attachmentLine(preview.attached ?? 'file', preview.caption ?? '', preview.name));
    case 'undecryptable':
      return words.rooms.undecryptable;
    case 'redacted':
      return words.rooms.redacted;
    case 'invited':
      return words.rooms.invitedBy(preview.by?.name ?? null);
    case 'none':
      return words.rooms.noMessages;
    default:
      return never(preview);
  }
}

function who({ own, sender }: { readonly own: boolean; readonly sender: { readonly name: string } }, isDirect: boolean): string {
  if (own) return words.rooms.you;
  return isDirect ? '' : firstWord(sender.name);
}

/** The whole name would leave no room for what was said. */
function firstWord(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

function oneLine(name: string, text: string): string {
  const line = text.slice(0, 300).replace(/\s+/g, ' ').trim();
  return name === '' ? line : `${isolated(name)}: ${isolated(line)}`;
}
