// Law: whatever is put into a page is text, unless it is itself a piece of a page.

/** A piece of a page: markup whose every value was escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What can be put into a page. */
export type Part = string | number | Html | null | readonly Part[];

/** Makes a piece of a page; nothing is shown for null. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, n) => text + shown(parts[n] ?? null)).join(''));
}

function shown(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(shown).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
