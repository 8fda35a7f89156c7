/** Named value that the store sets when a damaged history had to be begun anew; the engine removes it once people have read that. */
export const begunAnewValue = 'historyBegunAnew';
