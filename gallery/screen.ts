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
    case 'drop':
      return page.evaluate(dropFile, name);
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
    case 'option':
      // What lies on top stands last in the document.
      return page.getByRole(kind, { name, exact: true }).last().click();
    default:
      throw new Error(`no such deed: ${deed}`);
  }
}

/** In the page: a picture where the name says so, else bytes. */
async function dropFile(name: string): Promise<void> {
  const canvas = new OffscreenCanvas(1600, 1067);
  const context = canvas.getContext('2d');
  if (!context) return;
  const sky = context.createLinearGradient(0, 0, 0, 1067);
  for (const [at, colour] of [
    [0, '#f7c59f'],
    [0.5, '#6fa8c8'],
    [1, '#1d3d5c'],
  ] as const)
    sky.addColorStop(at, colour);
  context.fillStyle = sky;
  context.fillRect(0, 0, 1600, 1067);
  const isPicture = name.endsWith('.jpg');
  const blob = isPicture ? await canvas.convertToBlob({ type: 'image/jpeg' }) : new Blob([new Uint8Array(2_400_000)]);
  const data = new DataTransfer();
  data.items.add(new File([blob], name, { type: isPicture ? 'image/jpeg' : 'application/pdf' }));
  for (const type of ['dragover', 'drop'])
    document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}

/** Nothing moves any more, and every letter has its face. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const places = '[data-pane], [role="dialog"], [role="listitem"], .timelineScroll > *, .message, .timelinePlacing';
    let before = '';
    for (let alike = 0; alike < 2;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const boxes = [...document.querySelectorAll(places)].map((element) => element.getBoundingClientRect());
      const now = boxes.map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`).join();
      alike = now === before ? alike + 1 : 0;
      before = now;
    }
    // What was drawn last may have wanted another font.
    await document.fonts.ready;
  });
}
