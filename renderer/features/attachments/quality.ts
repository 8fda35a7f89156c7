/** What becomes of a picture: `photo`: drawn anew in its own size; `smaller`: drawn anew; `original`: the very file. */
export type Quality = 'photo' | 'smaller' | 'original';

const jpeg = 'image/jpeg';
/** What the page can draw anew without losing anything but size; what may move keeps its file. */
const redrawn: ReadonlySet<string> = new Set([jpeg, 'image/png', 'image/webp']);

export const qualitiesOf = ({ type }: File): readonly Quality[] => (redrawn.has(type) ? ['photo', 'smaller', 'original'] : ['original']);

/** A photo says where it was taken, and by which camera; so the very file is sent only where somebody asks for it. */
export const firstQuality = ({ type }: File): Quality => (type === jpeg ? 'photo' : 'original');
