import type { MowaamahCertificate } from '../company/state.js';
import type { Category } from '../saudization/category.js';
import type { IsoDate } from '../standards/calendar.js';
import type { EmploymentFacts } from './employment-facts.js';
import type { EstablishmentFacts } from './establishment-facts.js';
import type { InsuranceFacts } from './insured-days.js';
import type { PersonFacts } from './person-facts.js';

/** Opened weighting facts of a human, from a day on. */
export interface OpenedWeighting {
  readonly from: IsoDate;
  readonly categories: readonly Category[];
  /** Last day of his studies, where it is known. */
  readonly studentUntil?: IsoDate | null;
}

/** All that the entities of one owner are counted from. */
export interface OwnerSources {
  readonly ownerId: string;
  /** His establishments, by id. */
  readonly establishments: ReadonlyMap<string, EstablishmentFacts>;
  /** By contract, every employment of whoever ever worked there, elsewhere too. */
  readonly employments: ReadonlyMap<string, EmploymentFacts>;
  readonly people: ReadonlyMap<string, PersonFacts>;
  /** By registration, every insurance of whoever ever worked or was insured there, elsewhere too. */
  readonly insurances?: ReadonlyMap<string, InsuranceFacts>;
  /** Mowaamah certificates by company. */
  readonly certificates?: ReadonlyMap<string, readonly MowaamahCertificate[]>;
  /** Opened weighting facts by human, oldest first; none of whoever was erased. */
  readonly weightings: ReadonlyMap<string, readonly OpenedWeighting[]>;
}
