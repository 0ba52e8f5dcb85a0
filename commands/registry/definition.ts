import type { z } from 'zod';
import type { PolicyName } from '../../domain/access/policy.js';
import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import type { DecisionFacts, Decision } from '../../domain/ledger/decider.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import type { BehalfOf } from './on-behalf.js';

/** A named record as its own stream shows it. */
export interface RecordFact<S> {
  readonly id: string;
  readonly exists: boolean;
  readonly state: S;
  /** Revision of its last event, -1 when it has none. */
  readonly revision: number;
  /** True once the log says that the key of the human whose record it is was destroyed. */
  readonly erased: boolean;
}

/** Folds named records from their streams, never a read model, and tells what a gatherer may know beside its command and its record. */
export interface RecordReader {
  /** Notes the record as part of the decision's basis. */
  read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>>;
  /** Notes nothing: what the decision rests on of it, the decision names itself. */
  look<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>>;
  /** The decision day. */
  readonly today: IsoDate;
  /** Directory ids of the humans whom the command names by identifier, by mention name. */
  readonly people: Readonly<Record<string, string>>;
  /** The day on which the ledger was founded; null before. */
  founded(): Promise<IsoDate | null>;
}

/** The facts a command's own gatherer adds to what every decision knows. */
export type OwnFacts<F extends DecisionFacts> = Omit<F, keyof DecisionFacts>;

/**
 * One command: from this the HTTP route, the bulk importer, OpenAPI and the catalogue are all made.
 * Created records answer POST /v1/{record.path}; changes POST /v1/{record.path}/{id}/{action}.
 */
export interface CommandDefinition<
  C extends { readonly type: string; readonly data: object } = { type: string; data: object },
  S = unknown,
  E extends DomainEvent = DomainEvent,
  F extends DecisionFacts = DecisionFacts,
> {
  /** The decider's command type, e.g. `RegisterCompany`. */
  readonly name: C['type'];
  /** What it does, in one sentence, for OpenAPI. */
  readonly summary: string;
  readonly record: RecordType<S, E>;
  /** `create` makes a record; `change` needs an existing one and If-Match. */
  readonly kind: 'create' | 'change';
  /** Path segment after the record, a noun: `suspension`. Null for `create`. */
  readonly action: string | null;
  readonly schema: z.ZodType<C['data']>;
  /** Who may send it, by the policy table. Null: only the ledger itself (sweeper and reactions), and no route is made. */
  readonly policy: PolicyName | null;
  /** On whose behalf it may come. Every command with a policy says it; the ledger's own commands are nobody's. */
  readonly onBehalfOf?: readonly BehalfOf<C['data'], S>[];
  /** Identifiers that the record bears or will bear; claimed in the directory before the append. */
  readonly identifiers?: (data: C['data']) => readonly Identifier[];
  /** Humans that the command names by identifier, by mention name; each becomes a directory id in `facts.people`. */
  readonly mentions?: (data: C['data']) => Readonly<Record<string, readonly Identifier[]>>;
  /** Whose key the command's digest is made under: the record itself, a mention's name, or whom payload and state name. */
  readonly subject?: 'record' | { readonly mention: string } | ((data: C['data'], state: S) => string | null);
  /**
   * Payload fields that hold ids, with what they are of: a record's category, a part of one (`establishment`, `line`) or
   * `person` for a human's directory id. Bulk lines may name them otherwise.
   */
  readonly references?: Readonly<Record<string, string>>;
  /** Begins to read what the facts of any such payload ask for; nothing of it is missed where it is left out. */
  readonly readAhead?: (data: C['data'], reader: RecordReader) => Promise<unknown>;
  /** Facts of named records that the decision needs. */
  readonly facts?: (data: C['data'], state: S, reader: RecordReader, recordId: string) => Promise<OwnFacts<F>>;
  /** Hard rules that the decided events need claimed first. */
  readonly claims?: (events: readonly E[], state: S, recordId: string) => readonly ClaimNeed[];
  readonly decide: (command: C, state: S, facts: F) => Decision<E>;
}

/** A definition whose types the handler need not know: it passes each part's output to the next. */
export type AnyCommandDefinition = CommandDefinition<
  { readonly type: string; readonly data: object },
  unknown,
  DomainEvent,
  DecisionFacts
>;

/** Checks a definition's parts against one another, then forgets their types for the registry. */
export function defineCommand<
  C extends { readonly type: string; readonly data: object },
  S,
  E extends DomainEvent,
  F extends DecisionFacts = DecisionFacts,
>(definition: CommandDefinition<C, S, E, F>): AnyCommandDefinition {
  // The parts agree with one another by the signature above; the handler only carries values between them.
  return definition as unknown as AnyCommandDefinition;
}
