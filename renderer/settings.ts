import { create } from 'zustand';
import { firstSettings } from '../core/features/settings/firstSettings.ts';
import type { Settings } from '../core/features/settings/hostCalls.ts';
import { listenHost, tellHost } from './bridge/host.ts';

export const useSettings = create<Settings>(() => firstSettings);

export function followSettings(): () => void {
  return listenHost('settings', (settings) => useSettings.setState(settings));
}

/** Shown at once, kept by main. */
export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  tellHost('putSettings', { ...useSettings.getState() });
}

/** The steps of Ctrl and + or −, as browsers have them. */
const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export function stepZoom(direction: 1 | -1): void {
  const { zoom } = useSettings.getState();
  const next = direction > 0 ? zoomSteps.find((step) => step > zoom + 0.01) : zoomSteps.findLast((step) => step < zoom - 0.01);
  if (next !== undefined) changeSettings({ zoom: next });
}
