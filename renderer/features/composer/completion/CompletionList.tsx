import './CompletionList.css';
import { useSettings } from '../../../settings.ts';
import { Face } from '../../../ui/Face.tsx';
import { Options } from '../../../ui/Options.tsx';
import { words } from '../../../words/words.ts';
import { inTone } from '../../emoji/emoji.ts';
import { keyOf, type Candidate } from './candidates.ts';
import { completionId, type Completion } from './useCompletion.ts';

const looks = { list: 'completion', row: 'completionRow' };

/** Over the field: what fits what is being typed. */
export function CompletionList({ completion: { found, choosing, choose } }: { readonly completion: Completion }) {
  const tone = useSettings(({ emojiTone }) => emojiTone);
  if (found.length === 0) return null;
  return (
    // The focus stays in the field.
    <div className="completionPlace" onPointerDown={(event) => event.preventDefault()}>
      <Options
        id={completionId}
        label={words.composer.completions}
        looks={looks}
        found={found}
        keyOf={keyOf}
        draw={(one) => <Row one={one} tone={tone} />}
        onChoose={choose}
        choosing={choosing}
      />
    </div>
  );
}

function Row({ one, tone }: { readonly one: Candidate; readonly tone: number }) {
  switch (one.is) {
    case 'emoji':
      return (
        <>
          <span className="completionSign" aria-hidden>
            {inTone(one.emoji, tone)}
          </span>
          <Texts name={one.emoji.name} more={`:${one.emoji.codes[0] ?? ''}:`} />
        </>
      );
    case 'person':
      return (
        <>
          <Face id={one.member.id} name={one.member.name} size={28} />
          <Texts name={one.member.name} more={one.member.membership === 'invite' ? words.rooms.roles.invited : one.member.id} />
        </>
      );
    case 'everybody':
      return (
        <>
          <span className="completionSign" aria-hidden>
            @
          </span>
          <Texts name="@room" more={words.composer.everybody} />
        </>
      );
    case 'room':
      return (
        <>
          <Face id={one.room.id} name={one.room.name} size={28} room={!one.room.isDirect} />
          <Texts name={one.room.name} more="" />
        </>
      );
    case 'command':
      return <Texts name={words.composer.commands[one.name].use} more={words.composer.commands[one.name].does} />;
  }
}

function Texts({ name, more }: { readonly name: string; readonly more: string }) {
  return (
    <>
      <span className="completionName">
        <bdi>{name}</bdi>
      </span>
      <span className="completionMore">
        <bdi>{more}</bdi>
      </span>
    </>
  );
}
