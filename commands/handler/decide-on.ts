// Law: a decision knows its record, what its facts name of others, and its day; what it rested on is told beside what it decided.
import { SYSTEM_ROLE } from '../../domain/access/roles.js';
import type { Basis } from '../../domain/ledger/basis.js';
import type { Accepted, DecisionFacts } from '../../domain/ledger/decider.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { FoundingDay } from './founding-day.js';
import { createdId } from './ids.js';
import type { LoadedRecord, LoadRecord } from './loaded-record.js';
import type { PreparedCommand } from './prepared-command.js';
import { trackingReader, type Folding } from './record-reader.js';
import { refusalProblem } from './refusal.js';
import { requireBehalf } from './require-behalf.js';

/** How a decision reads of other records, and of its ledger. */
export interface Reading {
  readonly load: LoadRecord;
  readonly founded: FoundingDay;
}

/** Begins to fold what the facts will surely ask for, beside what else comes before the decision. `settled`, for which its command waits at its end, never rejects: who asks for a record hears why it is not there. */
export function readAhead({ definition, data, request }: PreparedCommand, { load, founded }: Reading): { readonly ahead: Folding; readonly settled: Promise<unknown> | undefined } {
  const ahead: Folding = new Map();
  if (definition.readAhead === undefined) return { ahead, settled: undefined };
  const reader = trackingReader(load, { today: request.clock.today(), people: {}, founded }, ahead);
  return { ahead, settled: Promise.resolve(definition.readAhead(data, reader)).catch(() => undefined) };
}

/** Gathers the facts, asks who may say it, and decides; gives the basis beside the decision. Throws Problem for a refusal. */
export async function decideOn(
  definition: AnyCommandDefinition,
  command: PreparedCommand,
  record: LoadedRecord<unknown>,
  people: Readonly<Record<string, string>>,
  { load, founded }: Reading,
  ahead: Folding = new Map(),
): Promise<{ accepted: Accepted<DomainEvent>; basis: Basis }> {
  const today = command.request.clock.today();
  const reader = trackingReader(load, { today, people, founded }, ahead);
  const own = definition.facts === undefined ? {} : ((await definition.facts(command.data, record.state, reader, record.id)) ?? {});
  if (command.request.actor.role !== SYSTEM_ROLE) await requireBehalf(command, record, reader, today);
  const facts: DecisionFacts = {
    // Before the spread: an object that begins with one gets a shape of its own each time.
    today,
    ...own,
    recordId: record.id,
    by: command.request.actor.onBehalfOf ?? command.request.actor.actorId,
    human: command.request.actor.human ?? null,
    people,
    newId: (kind, n) => createdId(command.commandId, kind, n),
  };
  const decision = definition.decide({ type: definition.name, data: command.data }, record.state, facts);
  if (decision.kind === 'refused') throw refusalProblem(decision);
  const { rules, unknown, records = [] } = decision;
  return { accepted: decision, basis: { records: [...reader.basis(), ...records], aggregates: [], rules, unknown } };
}
