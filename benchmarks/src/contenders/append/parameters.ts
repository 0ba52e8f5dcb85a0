/** How an append contender is prepared. */
export interface AppendParameters {
  /** Address of its own empty database, or of its store. */
  readonly url: string;
  /** Events its tables hold before the first round. */
  readonly prefill: number;
}

/** Events of one append while tables are filled. */
export const PREFILL_GROUP = 100;
