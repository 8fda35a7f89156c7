/** Words of what is drawn in several features. */
export const enUi = {
  details: 'Details',
  copy: 'Copy',
  copied: 'Copied',
};
