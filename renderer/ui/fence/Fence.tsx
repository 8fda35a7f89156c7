import './Fence.css';
import { Component, type ContextType, type ReactNode } from 'react';
import type { words } from '../../words/words.ts';
import { OutsideContext } from '../outside.ts';
import { Unshown } from './Unshown.tsx';

interface Props {
  /** What stands in here, for the words in its place and for the log. */
  readonly of: keyof typeof words.fence.of;
  /** With another one, what is in here is tried again: the item that it shows, the room that people went to. */
  readonly again?: unknown;
  /** Under the words: what people need to reach although this part is broken. */
  readonly rest?: ReactNode;
  /** Where the place calls for another element than a paragraph. */
  readonly wrap?: (line: ReactNode) => ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly ref: string | null;
  readonly again: unknown;
}

/** What cannot be drawn costs its own place only: one line there says so, and everything around it goes on. */
export class Fence extends Component<Props, State> {
  static override readonly contextType = OutsideContext;
  declare context: ContextType<typeof OutsideContext>;
  override state: State = { ref: null, again: this.props.again };

  static getDerivedStateFromError(): Partial<State> {
    return { ref: crypto.randomUUID().slice(0, 8) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.again === state.again ? null : { ref: null, again: props.again };
  }

  override componentDidCatch(cause: unknown): void {
    this.context.report(`${this.props.of} not drawn, ${this.state.ref}`, cause);
  }

  override render(): ReactNode {
    const { of, rest, wrap, children } = this.props;
    const { ref } = this.state;
    if (ref === null) return children;
    const line = <Unshown of={of} reference={ref} retry={() => this.setState({ ref: null })} rest={rest} />;
    return wrap ? wrap(line) : line;
  }
}
