import { isTs, latestTs } from '../../core/claimedTs.ts';
import { isolated } from './isolated.ts';
import { language } from './language.ts';

// The region decides how days and hours are written; the words stay in the language of the page.
const locale = navigator.languages.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;

const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const shortDate = new Intl.DateTimeFormat(locale, { year: '2-digit', month: 'numeric', day: 'numeric' });
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const longDayAndYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const fullDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);
const list = new Intl.ListFormat(locale, { type: 'conjunction' });

const dayMs = 86_400_000;

/** Outside of it, formatters throw and days are NaN. Whoever makes times sees to it; this is for what slips through. */
function drawable(ts: number): number {
  return isTs(ts) ? ts : typeof ts === 'number' && ts > latestTs ? latestTs : 0;
}

/** For the attribute of a `<time>`. */
export const machineTime = (ts: number): string => new Date(drawable(ts)).toISOString();

/** Midnight of the local day that holds `ts`; days are compared by it, so a day with a clock change still counts as one. */
export function dayOf(ts: number): number {
  return new Date(drawable(ts)).setHours(0, 0, 0, 0);
}

function daysBefore(ts: number, now: number): number {
  return Math.round((dayOf(now) - dayOf(ts)) / dayMs);
}

export const time = (ts: number): string => clock.format(drawable(ts));
export const exactTime = (ts: number): string => clockWithSeconds.format(drawable(ts));
export const dateAndTime = (ts: number): string => fullDate.format(drawable(ts));
export const count = (value: number): string => number.format(value);
export const names = (items: readonly string[]): string => list.format(items.map(String).map(isolated));

/** For a column: the hour today, the weekday this week, the date before that. */
export function shortWhen(claimed: number, now: number): string {
  const ts = drawable(claimed);
  const days = daysBefore(ts, now);
  if (days <= 0) return clock.format(ts);
  if (days < 7) return weekday.format(ts);
  return new Date(ts).getFullYear() === new Date(now).getFullYear() ? dayAndMonth.format(ts) : shortDate.format(ts);
}

export function dayCaption(claimed: number, now: number): string {
  const ts = drawable(claimed);
  const days = daysBefore(ts, now);
  if (days === 0 || days === 1) return capitalised(relative.format(-days, 'day'));
  return new Date(ts).getFullYear() === new Date(now).getFullYear() ? longDay.format(ts) : longDayAndYear.format(ts);
}

export function pluralised(value: number, forms: { readonly one: string; readonly other: string }): string {
  return plural.select(value) === 'one' ? forms.one : forms.other.replace('#', number.format(value));
}

/** 42 s, 5 min: for countdowns, rounded up so that nothing is offered too early. */
export function duration(ms: number): string {
  const seconds = Number.isFinite(ms) ? Math.max(1, Math.ceil(ms / 1000)) : 1;
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Where something stands that is played: 0:07, 12:30, 1:02:03. */
export function clockTime(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  let rest = Number.isFinite(value) ? Math.max(0, value) : 0;
  for (; rest >= 1000 && unit < units.length - 1; unit += 1) rest /= 1000;
  return `${rest.toFixed(unit === 0 || rest >= 100 ? 0 : 1)} ${units[unit]}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** "now", "5 minutes ago", "yesterday", then the date. */
export function ago(claimed: number, now: number): string {
  const ts = drawable(claimed);
  const minutes = Math.round((now - ts) / 60_000);
  if (minutes < 1) return relative.format(0, 'second');
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const days = daysBefore(ts, now);
  if (days === 0) return relative.format(-Math.round(minutes / 60), 'hour');
  return days < 7 ? relative.format(-days, 'day') : shortDate.format(ts);
}

const degrees = new Intl.NumberFormat(language, { minimumFractionDigits: 5, maximumFractionDigits: 5 });

/** As maps write a place. */
export const coordinates = (latitude: number, longitude: number): string =>
  `${degrees.format(Math.abs(latitude))}° ${latitude < 0 ? 'S' : 'N'}, ${degrees.format(Math.abs(longitude))}° ${longitude < 0 ? 'W' : 'E'}`;
