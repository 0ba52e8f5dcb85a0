// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: what cannot be read as metadata is as good as none; a soft delete is a truncation at the largest revision.

/** What the server itself heeds of a stream's metadata. */
export interface StreamMetadata {
  readonly maxCount?: number;
  /** Seconds. */
  readonly maxAge?: number;
  /** First revision kept; `Infinity` after a soft delete. */
  readonly truncateBefore?: number;
}

const SOFT_DELETED = Number.POSITIVE_INFINITY;
/** What a soft delete writes. */
export const SOFT_DELETE = '{"$tb":9223372036854775807}';

export const isSoftDeleted = (metadata: StreamMetadata): boolean => metadata.truncateBefore === SOFT_DELETED;

export function parseMetadata(data: Uint8Array): StreamMetadata {
  const json = object(data);
  const maxCount = positive(json['$maxCount']);
  const maxAge = positive(json['$maxAge']);
  const tb = json['$tb'];
  const truncateBefore = typeof tb === 'number' && tb >= 0 ? (tb >= 2 ** 63 ? SOFT_DELETED : tb) : undefined;
  return {
    ...(maxCount === undefined ? {} : { maxCount }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(truncateBefore === undefined ? {} : { truncateBefore }),
  };
}

/** The metadata of a stream written again after a soft delete: what there was, from this revision on. */
export const restoredMetadata = (data: Uint8Array | undefined, from: number): string =>
  JSON.stringify({ ...(data === undefined ? {} : object(data)), $tb: from });

const positive = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined);

function object(data: Uint8Array): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
