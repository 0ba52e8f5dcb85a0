// Law: every sealed set leaves the decider whole: a value that the command does not tell is null.
import type { JsonObject } from '../ledger/json.js';
import type { Identifier } from '../standards/identifiers.js';
import type { CorrectPerson, RegisterCitizen, RegisterResident, WeightingInput } from './commands.js';
import { sealedName } from './sealed-name.js';

type Described = RegisterCitizen['data'] | RegisterResident['data'] | CorrectPerson['data'];

/** Who the human is, as it goes into a box. */
export function personValues(data: Described, identifiers: readonly Identifier[]): JsonObject {
  return {
    name: sealedName(data.name),
    identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
    passport: data.passport ?? null,
    birthDate: data.birthDate,
    mobile: data.mobile ?? null,
    email: data.email ?? null,
  };
}

/** The weighting facts, as they go into a box. */
export function weightingValues(input: WeightingInput): JsonObject {
  return {
    disability: input.disability ?? null,
    ableToWork: input.ableToWork ?? null,
    releasedPrisoner: input.releasedPrisoner ?? null,
    socialInvestment: input.socialInvestment ?? null,
    student: input.student ?? null,
    childOfSaudiWoman: input.childOfSaudiWoman ?? null,
    motherOrWidowOfSaudi: input.motherOrWidowOfSaudi ?? null,
    specialGroup: input.specialGroup ?? null,
    studentUntil: input.studentUntil ?? null,
  };
}
