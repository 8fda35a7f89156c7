import './Named.css';
import { useRef, type ReactNode, type RefObject } from 'react';
import { namedBy } from '../../../core/links/matrixLink.ts';
import { never } from '../../../core/never.ts';
import { Button } from '../../ui/Button.tsx';
import { DialogFrame } from '../../ui/DialogFrame.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Face } from '../../ui/Face.tsx';
import { words } from '../../words/words.ts';
import { forgetNamed, openNamed, useNamed, type Named } from './links.ts';
import { useSlot } from '../../bridge/perAccount.ts';
import { NamedRoom, RoomFace, RoomText } from './NamedRoom.tsx';
import { NamedUser } from './NamedUser.tsx';

const said = words.named;

interface View {
  /** Beside title and text. */
  readonly face?: ReactNode;
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly content: ReactNode;
}

/** What a link names, where it is not a room that one is in. */
export function NamedDialog({ open }: { readonly open: boolean }) {
  const slot = useSlot();
  const named = useNamed((state) => state.named);
  const close = (): void => forgetNamed(slot);
  const main = useRef<HTMLButtonElement>(null);
  const { face, title, text, content } = viewOf(named, slot, close, main);
  return (
    <DialogFrame
      open={open && named.is !== 'none'}
      onClose={close}
      title={title}
      text={text}
      light
      initialFocus={() => main.current ?? true}
      className={face ? 'named namedWithFace' : 'named'}
      head={face}
    >
      {content}
    </DialogFrame>
  );
}

function viewOf(named: Named, slot: string, close: () => void, main: RefObject<HTMLButtonElement | null>): View {
  const closing = <Closing words={said.close} close={close} />;
  switch (named.is) {
    case 'none':
      return { title: '', content: null };
    case 'looking':
      return {
        title: said.looking,
        text: said.lookingText,
        content: <Closing id={namedBy(named.link)} words={said.cancel} close={close} />,
      };
    case 'room':
      return {
        face: <RoomFace card={named.card} />,
        title: <bdi>{named.card.name ?? said.unnamed}</bdi>,
        text: <RoomText link={named.link} card={named.card} />,
        content: <NamedRoom key={namedBy(named.link)} link={named.link} card={named.card} close={close} />,
      };
    case 'user':
      return {
        face: <Face id={named.card.userId} name={named.card.name} size={40} />,
        title: <bdi>{named.card.name}</bdi>,
        text: <bdi className="namedId">{named.card.userId}</bdi>,
        content: <NamedUser key={namedBy(named.link)} card={named.card} close={close} main={main} />,
      };
    case 'ourSpace':
      return { title: said.spaceTitle, text: said.ourSpace(named.name), content: closing };
    case 'nothing':
      return {
        title: said.nothingTitle[named.link.is],
        text: said.nothing[named.link.is],
        content: <Closing id={namedBy(named.link)} words={said.close} close={close} />,
      };
    case 'unreadable':
      return { title: said.unreadableTitle, text: said.unreadable, content: closing };
    case 'failed':
      return {
        title: said.failedTitle,
        content: (
          <>
            <ErrorNote error={named.error} plain />
            <Closing id={namedBy(named.link)} words={said.close} close={close} again={() => void openNamed(named.link, slot)} />
          </>
        ),
      };
    default:
      return never(named);
  }
}

interface ClosingProps {
  readonly id?: string;
  readonly words: string;
  readonly close: () => void;
  readonly again?: () => void;
}

function Closing({ id, words: label, close, again }: ClosingProps) {
  return (
    <>
      {id !== undefined && (
        <p className="namedId">
          <bdi>{id}</bdi>
        </p>
      )}
      <div className="dialogActions">
        <Button onClick={close}>{label}</Button>
        {again && (
          <Button look="filled" onClick={again}>
            {words.account.tryAgain}
          </Button>
        )}
      </div>
    </>
  );
}
