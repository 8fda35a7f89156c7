export const enRail = {
  navigation: 'Accounts',
  add: 'Add account',
  place: 'New account',
  erased: 'Signed out',
  back: 'Back',
  close: 'Close',
  attention: {
    expired: 'session expired',
    locked: 'the server does not let it in',
    keychain: 'cannot be opened',
    notice: 'its data on this computer have been destroyed',
  },
};
