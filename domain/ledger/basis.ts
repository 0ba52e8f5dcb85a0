/** A rule of the state that a decision used, in the version that was in force. */
export interface RuleUse {
  readonly rule: string;
  readonly version: string;
}

/** A named record that a decision looked at: its stream, as far as it was read (-1: it had no event). */
export interface RecordBasis {
  readonly stream: string;
  readonly revision: number;
}

/** An aggregate that a decision looked at: a read model and the last event in it. */
export interface AggregateBasis {
  readonly readModel: string;
  readonly version: number;
  readonly lastEventId: string;
}

/**
 * What an event rests on. `unknown` names conditions that no fact in the ledger can answer yet:
 * they passed as unknown and say so; nothing was invented.
 */
export interface Basis {
  readonly records: readonly RecordBasis[];
  readonly aggregates: readonly AggregateBasis[];
  readonly rules: readonly RuleUse[];
  readonly unknown: readonly string[];
}
