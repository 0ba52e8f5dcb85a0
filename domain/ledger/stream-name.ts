const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const STREAM = new RegExp(`^([a-z][A-Za-z]{1,40})-(${UUID})$`);
const ID = new RegExp(`^${UUID}$`);

/** The stream of a record: `category-uuid`. */
export function streamOf(category: string, id: string): string {
  return `${category}-${id}`;
}

/** Splits `category-uuid`; undefined for a name of another shape. */
export function parseStream(stream: string): { category: string; id: string } | undefined {
  const match = STREAM.exec(stream);
  return match?.[1] !== undefined && match[2] !== undefined ? { category: match[1], id: match[2] } : undefined;
}

/** True for a lower-case UUID text, the only shape of a record id. */
export function isRecordId(text: string): boolean {
  return ID.test(text);
}
