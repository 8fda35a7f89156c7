import { words } from '../../words/words.ts';

/** Takes no room of its own, so that nothing moves when it goes. */
export function FreshLine() {
  return (
    <div className="freshLine" role="separator" aria-label={words.timeline.fresh}>
      <span aria-hidden>{words.timeline.fresh}</span>
    </div>
  );
}
