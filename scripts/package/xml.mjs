const escapes = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** @param {string} text */
const indented = (text) => text.replace(/^/gm, '  ');

/**
 * One element as text; nothing where it would be empty. Elements in it are texts made by this function.
 * @param {string} name @param {Record<string, string>} attributes @param {string | readonly string[]} content words, or elements
 */
function element(name, attributes, content) {
  const opening = Object.entries(attributes).reduce((text, [key, value]) => `${text} ${key}="${escaped(value)}"`, name);
  if (typeof content === 'string') return `<${opening}>${escaped(content)}</${name}>`;
  const inside = content.filter((part) => part !== '');
  return inside.length === 0 ? '' : `<${opening}>\n${indented(inside.join('\n'))}\n</${name}>`;
}

/** @param {string} content */
const document = (content) => `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`;

export const xml = { element, document };
