import type { Page } from '@playwright/test';

/** Above the timeline while the server takes no messages of the account. */
export function suspendedNotice(page: Page) {
  const notice = page.getByRole('status').filter({ hasText: 'Your account is suspended' });
  return {
    notice,
    details: notice.getByText('Details', { exact: true }),
    contacts: notice.getByRole('list', { name: 'Questions go to' }).getByRole('listitem'),
    /** Beside each message that is in the queue. */
    waiting: page.getByRole('img', { name: 'Waiting to be sent' }),
  };
}
