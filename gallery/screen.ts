import type { Page } from '@playwright/test';
import type { Deed, Fixture } from '../renderer/fixtures/fixture.ts';

/** Goes to a screen as people would; whatever of it is not there is an error. */
export async function reach(page: Page, address: string, { world, does, sees }: Fixture): Promise<void> {
  await page.mouse.move(0, 0);
  await page.goto('about:blank');
  // A page remembers in it where rooms were read, and it outlives a document.
  await page.evaluate(() => void (window.name = ''));
  await page.goto(address);
  await page.locator(`html[data-session="${world.session.phase}"]`).waitFor();
  for (const deed of does) await act(page, deed);
  // A form that asks its server first is another one until that has answered.
  await page.locator('form[aria-busy="true"]').waitFor({ state: 'detached' });
  const sought = sees.startsWith('css:') ? page.locator(sees.slice(4)) : page.getByText(sees);
  await sought.filter({ visible: true }).first().waitFor();
  // A tooltip of what was clicked belongs to no screen.
  if (!does.some((deed) => deed.startsWith('hover:'))) await page.mouse.move(0, 0);
}

async function act(page: Page, deed: Deed): Promise<void> {
  const colon = deed.indexOf(':');
  const kind = deed.slice(0, colon);
  const name = deed.slice(colon + 1);
  switch (kind) {
    case 'type':
      // What comes with a field of its own may take a moment.
      await page.locator('input:focus, textarea:focus').waitFor();
      return page.keyboard.type(name);
    case 'hover':
      return page.getByText(name).first().hover();
    case 'field':
      return page
        .getByRole('textbox', { name, exact: true })
        .or(page.getByRole('searchbox', { name, exact: true }))
        .click();
    case 'button':
    case 'link':
    case 'menuitem':
    case 'tab':
    case 'checkbox':
      // What lies on top stands last in the document.
      return page.getByRole(kind, { name, exact: true }).last().click();
    default:
      throw new Error(`no such deed: ${deed}`);
  }
}

/** Nothing moves any more, and every letter has its face. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const places = '[data-pane], [role="dialog"], [role="listitem"], [role="log"] > *, .message, .timelinePlacing';
    let before = '';
    for (let alike = 0; alike < 2;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const boxes = [...document.querySelectorAll(places)].map((element) => element.getBoundingClientRect());
      const now = boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`).join();
      alike = now === before ? alike + 1 : 0;
      before = now;
    }
  });
}
