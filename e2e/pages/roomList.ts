import type { Locator, Page } from '@playwright/test';

/** The navigation "Rooms"; its items are rooms by name. */
export function roomList(page: Page) {
  const navigation = page.getByRole('navigation', { name: 'Rooms' });
  const room = (name: string): Locator => navigation.getByRole('listitem').filter({ hasText: name });
  return {
    navigation,
    items: navigation.getByRole('listitem'),
    room,
    open: (name: string): Promise<void> => room(name).click(),
  };
}
