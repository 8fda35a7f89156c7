import './Progress.css';

interface Props {
  readonly label: string;
  readonly done: number;
  /** Null: how much there is to do is not known yet. */
  readonly total: number | null;
}

export function Progress({ label, done, total }: Props) {
  return <progress className="progress" aria-label={label} {...(total === null ? {} : { value: done, max: Math.max(total, 1) })} />;
}
