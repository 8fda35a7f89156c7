import './Skeleton.css';

const roomWidths = [
  ['w40', 'w70'],
  ['w30', 'w80'],
  ['w50', 'w60'],
  ['w40', 'w80'],
  ['w60', 'w50'],
  ['w30', 'w70'],
  ['w50', 'w80'],
  ['w40', 'w60'],
];
const messageWidths = [['w70'], ['w50', 'w30'], ['w80', 'w60'], ['w40'], ['w70', 'w80'], ['w50']];

/** Rows of exactly the size of rooms. */
export function RoomSkeletons() {
  return (
    <div className="skeletons" aria-hidden>
      {roomWidths.map((widths) => (
        <div key={widths.join()} className="roomSkeleton">
          <span className="skeleton face28 face" />
          <div>
            {widths.map((width) => (
              <span key={width} className={`skeleton ${width}`} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

export function MessageSkeletons() {
  return (
    <div className="skeletons" aria-hidden>
      {messageWidths.map((widths) => (
        <div key={widths.join()} className="messageSkeleton">
          <span className="skeleton face32 face" />
          <div>
            <span className="skeleton w30" />
            {widths.map((width) => (
              <span key={width} className={`skeleton ${width}`} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
