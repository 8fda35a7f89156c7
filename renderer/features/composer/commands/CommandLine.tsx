import { Button } from '../../../ui/Button.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { words } from '../../../words/words.ts';
import type { CommandNotice } from './useCommands.ts';

interface Props {
  readonly notice: CommandNotice;
  readonly onSend: () => void;
  readonly onEdit: () => void;
}

/** Over the field: why a command was not done. An unknown one may be sent as it is, if that is what was meant. */
export function CommandLine({ notice, onSend, onEdit }: Props) {
  if (notice.is === 'failed')
    return (
      <div className="commandLine">
        <ErrorNote error={notice.error} plain />
      </div>
    );
  if (notice.is === 'incomplete')
    return (
      <p className="commandLine" role="alert">
        {words.composer.incompleteCommand(words.composer.commands[notice.name].use)}
      </p>
    );
  return (
    <div className="commandLine">
      <span role="alert">{words.composer.unknownCommand(notice.name)}</span>
      <Button onClick={onSend}>{words.composer.sendAsText}</Button>
      <Button onClick={onEdit}>{words.composer.editCommand}</Button>
    </div>
  );
}
