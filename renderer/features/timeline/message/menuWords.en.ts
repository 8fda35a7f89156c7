/** What can be done with a message, named. */
export const enMessageMenu = {
  react: 'React',
  reply: 'Reply',
  edit: 'Edit',
  forward: 'Forward…',
  copyText: 'Copy text',
  copyLink: 'Copy link',
  pin: 'Pin',
  unpin: 'Unpin',
  history: 'Edit history',
  select: 'Select',
  delete: 'Delete…',
};
