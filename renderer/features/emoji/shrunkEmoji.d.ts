/** Made small as it is built (`scripts/emojiData.mjs`). */
declare module 'emojibase-data/en/data.json?shrunk' {
  const lines: readonly string[];
  export default lines;
}
