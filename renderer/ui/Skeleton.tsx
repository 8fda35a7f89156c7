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

/** Rows of exactly the size of rooms, or of the people in one. */
export function RoomSkeletons({ people = false }: { readonly people?: boolean }) {
  return (
    <div className="skeletons roomSkeletons" aria-hidden>
      {roomWidths.map((widths) => (
        <div key={widths.join()} className="roomSkeleton">
          <span className={`skeleton face28 face ${people ? '' : 'faceRoom'}`} />
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
    <div className="skeletons messageSkeletons" aria-hidden>
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
