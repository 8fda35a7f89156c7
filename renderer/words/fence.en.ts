/** In the place of what could not be drawn. */
export const enFence = {
  of: {
    message: 'This message could not be shown.',
    room: 'This room could not be shown.',
    roomRow: 'A room could not be shown.',
    member: 'Somebody could not be shown.',
    members: 'The members could not be shown.',
    rooms: 'The room list could not be shown.',
    rail: 'Your accounts could not be shown.',
    screen: 'This screen could not be shown. Nothing is lost.',
    dialog: 'This could not be shown. Nothing is lost.',
    losses: 'What would be lost could not be shown.',
    section: 'These settings could not be shown.',
    app: 'Latchkey could not be shown. Nothing is lost.',
  },
  retry: 'Try again',
  signOut: 'Sign out…',
  reference: (ref: string) => `Reference ${ref}`,
};
