import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Fixture } from '../renderer/fixtures/fixture.ts';
import { barriers } from './axe.ts';
import { belowEnd } from './belowEnd.ts';
import type { PageFaults } from './faults.ts';
import { inPage, resize } from './resize.ts';
import { reach, settle } from './screen.ts';

export const themes = ['light', 'dark'] as const;
export const sizes = [
  { width: 900, height: 640 },
  { width: 1600, height: 900 },
] as const;

export const pictureName = (name: string, width: number, theme: string): string => `${name}-${width}-${theme}.png`;

/** Takes one screen's pictures. @returns what is wrong with it; empty is good */
export async function takePictures(
  page: Page,
  faults: PageFaults,
  name: string,
  address: string,
  fixture: Fixture,
  folder: string,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const zoom = fixture.world.settings.zoom ?? 1;
  try {
    await resize(page, sizes[0], zoom);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await reach(page, address, fixture);
    for (const size of sizes) {
      await resize(page, size, zoom);
      await settle(page);
      wrong.push(...(await overflow(page, inPage(size, zoom).width)), ...(await offEnd(page, fixture, size.width)));
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: join(folder, pictureName(name, size.width, theme)), animations: 'disabled' });
        // The colours are all that differs in the dark.
        if (size === sizes[0])
          wrong.push(...(await barriers(page, theme === 'dark' ? 'contrast' : 'everything')).map((barrier) => `${theme}: ${barrier}`));
      }
    }
    await resize(page, sizes[0], zoom);
    await settle(page);
    wrong.push(...(await offEnd(page, fixture, sizes[0].width)).map((line) => `made small again, ${line}`));
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error));
    await page.screenshot({ path: join(folder, `${name}-failed.png`) });
  }
  return [...faults.take(), ...wrong];
}

/** Nothing may stand beyond the window's edge. */
async function overflow(page: Page, width: number): Promise<readonly string[]> {
  const edges = await page.evaluate(() => {
    const parts = document.querySelectorAll('main, main > *, nav, aside, form, [role="dialog"], .timelineScroll');
    return [...parts].map((part) => ({ part: part.className, right: Math.round(part.getBoundingClientRect().right) }));
  });
  return edges.filter(({ right }) => right > width).map(({ part, right }) => `at ${width} px .${part} reaches to ${right}`);
}

/** A room that nobody has scrolled stands at its end, whatever was measured or put in front of it meanwhile. */
async function offEnd(page: Page, { does }: Fixture, width: number): Promise<readonly string[]> {
  if (does.some((deed) => deed.startsWith('hover:'))) return [];
  const below = await belowEnd(page);
  return below > 32 ? [`at ${width} px the messages stand ${below} px above their end`] : [];
}
