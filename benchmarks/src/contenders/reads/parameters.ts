/** Ids of the records that are read: the n-th of each kind are of the n-th workplace, round and round. */
export interface RecordIds {
  readonly employees: readonly string[];
  readonly permits: readonly string[];
}

/** What a reader is asked. */
export interface ReadTask {
  readonly callers: number;
  readonly durationMs: number;
  /** `again`: a part of the records, drawn by chance, so that each is read many times a minute; `fresh`: all of them in turn, so that none is read twice before many others were. */
  readonly which: 'again' | 'fresh';
}

/** Records of each kind that are read again and again. */
export const AGAIN = 2_000;
