import File from 'lucide-react/icons/file';
import type { AttachmentBody } from '../../../core/features/media/attachment.ts';
import { bytes } from '../../words/format.ts';
import { anyRightToLeft } from '../../words/isolated.ts';
import { words } from '../../words/words.ts';
import { SaveFile } from '../saveFile/SaveFile.tsx';
import type { MediaOf } from './media.ts';

interface Props {
  /** Null: there is nothing to be saved. */
  readonly of: MediaOf | null;
  readonly body: AttachmentBody;
}

/** A file by its name, type and size. */
export function FileCard({ of, body }: Props) {
  const meta = [body.mime, body.sizeBytes === null ? null : bytes(body.sizeBytes)].filter((part) => part !== null);
  return (
    <div className="messageFile">
      <span className="messageFileIcon" aria-hidden>
        <File size={18} />
      </span>
      <div className="messageFileText" title={body.name}>
        <FileName name={body.name} />
        <div className="messageFileMeta">
          {meta.length > 0 ? meta.join(' · ') : words.timeline.file}
          {of && (
            <>
              {' · '}
              <SaveFile of={of} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

const endLength = 10;

function FileName({ name }: { readonly name: string }) {
  const signs = Array.from(name);
  // Cut within a right-to-left name, its parts would stand in the wrong order.
  if (signs.length <= 2 * endLength || anyRightToLeft(name)) {
    return (
      <bdi className="messageFileName">
        <span>{name}</span>
      </bdi>
    );
  }
  return (
    <bdi className="messageFileName">
      <span>{signs.slice(0, -endLength).join('')}</span>
      <span>{signs.slice(-endLength).join('')}</span>
    </bdi>
  );
}
