export const enEditHistory = {
  title: 'Edit history',
  now: 'Now',
  first: 'As it was sent',
  list: 'Versions, the newest first',
  notWhole: 'The server cannot be reached: there may be more.',
  loading: 'Looking for earlier versions…',
  close: 'Close',
};
