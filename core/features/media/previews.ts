import { field } from '../../read/json.ts';

export const previewChoices = ['on', 'private', 'off'] as const;

/** Where pictures show by themselves: everywhere, where not everybody may join, or nowhere (CS "Media previews", `m.media_preview_config`). */
export type Previews = (typeof previewChoices)[number];

/** The name from before it was in the specification (MSC4278) is read where the other is not there, and written beside it. */
export const previewTypes = ['m.media_preview_config', 'io.element.msc4278.media_preview_config'] as const;

export function readPreviews(content: unknown): Previews | null {
  const said = field(content, 'media_previews');
  return previewChoices.find((one) => one === said) ?? null;
}
