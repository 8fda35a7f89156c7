import type { Page } from '@playwright/test';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a page has of a window of this size at this zoom, in its own pixels. */
export const inPage = ({ width, height }: Size, zoom: number): Size => ({
  width: Math.round(width / zoom),
  height: Math.round(height / zoom),
});

/** Lays the page out as a window of this size does at this zoom; its picture has the size of the window. */
export async function resize(page: Page, size: Size, zoom: number): Promise<void> {
  const { width, height } = inPage(size, zoom);
  await page.setViewportSize({ width, height });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: zoom, mobile: false });
  await session.detach();
}
