// Law: whose band a decision asks follows from owner and activity, and of which week from its day; both are read from streams, never from a read model.
import type { EstablishmentState, CompanyState } from '../../domain/company/state.js';
import { firstWeekOf, lastWeekBefore } from '../../domain/entity/closed-weeks.js';
import { entityIdOf, ownerIdOf } from '../../domain/entity/entity-id.js';
import { entityRecord, saudizationWeekRecord } from '../../domain/entity/record-type.js';
import { weekId } from '../../domain/entity/week-stream.js';
import { noBand, type BandFact } from '../../domain/gates/band-fact.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { ruleSetRecord } from '../../domain/rule-set/record-type.js';
import { RULE_SETS_ID } from '../../domain/rule-set/register.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { RecordReader } from './definition.js';

/** The week by which bands are judged on the decision day. */
export interface JudgedWeek {
  readonly week: IsoDate;
  readonly rules: RuleSet;
}

/** The week by which bands are judged; undefined where none was to be closed before the day. */
export async function judgedWeek(reader: RecordReader): Promise<JudgedWeek | undefined> {
  const foundedOn = await reader.founded();
  if (foundedOn === null) return undefined;
  const { state } = await reader.look(ruleSetRecord, RULE_SETS_ID);
  const week = lastWeekBefore(firstWeekOf((day) => ruleSetOn(state, day), foundedOn), reader.today);
  return week === null ? undefined : { week, rules: ruleSetOn(state, reader.today) };
}

/** The band of an owner’s entity in an activity. */
export async function ownersBand(reader: RecordReader, ownerId: string, activity: string): Promise<BandFact> {
  const judged = await judgedWeek(reader);
  if (judged === undefined) return noBand;
  const { week, rules } = judged;
  const entityId = entityIdOf(ownerId, activity);
  const [closed, { state }] = await Promise.all([reader.look(saudizationWeekRecord, weekId(week)), reader.look(entityRecord, entityId)]);
  return closed.exists ? { kind: 'told', entityId, week, rules, spans: state.spans } : { kind: 'overdue', week };
}

/** The band of the entity in which an establishment counts; none of an establishment that the company does not have. */
export function establishmentsBand(reader: RecordReader, company: CompanyState, establishmentId: string): Promise<BandFact> {
  const found: EstablishmentState | undefined = company.establishments[establishmentId];
  return found === undefined ? Promise.resolve(noBand) : ownersBand(reader, ownerIdOf(found.owner), found.nitaqatActivity);
}
