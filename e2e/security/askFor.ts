/** Every power that a page can ask for, asked for in the page; answers those that it got. */
export async function askForAll(): Promise<readonly string[]> {
  const got: string[] = [];
  const ask = async (name: string, run: () => Promise<unknown> | undefined): Promise<void> => {
    const limit = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), 1_500));
    const outcome = await Promise.race([Promise.resolve().then(run), limit]).catch(() => 'refused');
    if (Array.isArray(outcome) && outcome.length === 0) return;
    if (outcome !== 'refused' && outcome !== 'denied' && outcome !== undefined && outcome !== false) got.push(name);
  };
  const nav = navigator as unknown as Record<string, { readonly [call: string]: (...args: unknown[]) => Promise<unknown> } | undefined>;
  await ask('notifications', () => Notification.requestPermission());
  await ask('place', () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)));
  await ask('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }));
  await ask('camera', () => navigator.mediaDevices.getUserMedia({ video: true }));
  await ask('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true }));
  await ask('clipboard', () => navigator.clipboard.readText());
  await ask('MIDI', () => navigator.requestMIDIAccess());
  await ask('usb', () => nav['usb']?.['requestDevice']?.({ filters: [] }));
  await ask('hid', () => nav['hid']?.['requestDevice']?.({ filters: [] }));
  await ask('serial', () => nav['serial']?.['requestPort']?.());
  await ask('bluetooth', () => nav['bluetooth']?.['requestDevice']?.({ acceptAllDevices: true }));
  await ask('fonts', () =>
    (window as unknown as { queryLocalFonts?: () => Promise<readonly unknown[]> }).queryLocalFonts?.().then((fonts) => fonts.length > 0),
  );
  await ask('idle', () =>
    (window as unknown as { IdleDetector?: { requestPermission: () => Promise<unknown> } }).IdleDetector?.requestPermission(),
  );
  for (const name of ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'])
    await ask(`state of ${name}`, () =>
      navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state === 'granted'),
    );
  return got;
}
