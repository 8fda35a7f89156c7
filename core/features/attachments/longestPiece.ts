/** The page hands a file over in pieces of at most so many bytes. */
export const longestPiece = 1_048_576;
