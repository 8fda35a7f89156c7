/** A room's own timeline as a `TimelineRef`, which is what drafts and queued messages are kept by. */
export const targetOf = (roomId: string): string => JSON.stringify({ room: roomId });
