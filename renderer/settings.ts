import { create } from 'zustand';
import { firstSettings } from '../core/features/settings/firstSettings.ts';
import type { Settings } from '../core/features/settings/hostCalls.ts';
import { callHost, listenHost, report } from './bridge/host.ts';

export const useSettings = create<Settings>(() => firstSettings);

/** What main has not answered yet, in the order in which it was changed. */
const underWay = new Set<Partial<Settings>>();

export function followSettings(): () => void {
  // Main may not have read yet what has been changed since: that stays as it was chosen.
  return listenHost('settings', (settings) => useSettings.setState(Object.assign({}, settings, ...underWay)));
}

/** Shown at once, kept by main. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  underWay.add(change);
  callHost('changeSettings', change)
    .catch((cause: unknown) => report('the settings were not kept', cause))
    .finally(() => underWay.delete(change));
}

/** The steps of Ctrl and + or −, as browsers have them. */
const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export function stepZoom(direction: 1 | -1): void {
  const { zoom } = useSettings.getState();
  const next = direction > 0 ? zoomSteps.find((step) => step > zoom + 0.01) : zoomSteps.findLast((step) => step < zoom - 0.01);
  if (next !== undefined) changeSettings({ zoom: next });
}
