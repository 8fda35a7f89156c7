import type { Page } from '@playwright/test';

export interface FileOfTest {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The tray of files over the composer. */
export function attachments(page: Page) {
  const tray = page.getByRole('region', { name: 'Attached files' });
  return {
    tray,
    file: (name: string) => tray.getByRole('listitem', { name, exact: true }),
    /** By the button and the system's dialog. */
    pick: async (...files: readonly FileOfTest[]): Promise<void> => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Attach', exact: true }).click(),
      ]);
      await chooser.setFiles([...files]);
    },
    drop: (file: FileOfTest): Promise<void> => bring(page, 'drop', file),
    paste: (file: FileOfTest): Promise<void> => bring(page, 'paste', file),
  };
}

async function bring(page: Page, how: 'drop' | 'paste', { name, mimeType, buffer }: FileOfTest): Promise<void> {
  await page.evaluate(
    ({ how, name, mimeType, base64 }) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
      const all = { bubbles: true, cancelable: true };
      const target = document.querySelector('main') ?? document.body;
      if (how === 'drop') {
        target.dispatchEvent(new DragEvent('dragover', { ...all, dataTransfer: data }));
        target.dispatchEvent(new DragEvent('drop', { ...all, dataTransfer: data }));
      } else target.dispatchEvent(new ClipboardEvent('paste', { ...all, clipboardData: data }));
    },
    { how, name, mimeType, base64: buffer.toString('base64') },
  );
}
