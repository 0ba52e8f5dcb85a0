import { activityOf, byActivity } from '../population/market-entities.js';
import { byOwner } from '../population/ownership.js';
import type { PlannedCompany } from '../population/planned.js';
import { occurs, type Fact } from '../tally/fact.js';

/** What is so of owners who have several companies, each from the day on which the second is known. */
export function ownerFacts(companies: readonly PlannedCompany[]): readonly Fact[] {
  return byOwner(companies).flatMap((owned) => {
    const second = secondDay(owned);
    if (second === null) return [];
    const activities = new Set(owned.map(activityOf)).size;
    const entities = byActivity(owned).flatMap((together) => secondDay(together) ?? []);
    return [
      occurs(`owners: several companies of ${owned[0]?.owner.kind === 'natural' ? 'a human' : 'a legal person'}`, second),
      ...(activities === 1 ? [] : [occurs('owners: companies in several activities', second)]),
      ...entities.map((day) => occurs('owners: several companies are one entity', day)),
    ];
  });
}

function secondDay(companies: readonly PlannedCompany[]): number | null {
  return companies.map(({ registeredOn }) => registeredOn).sort((a, b) => a - b)[1] ?? null;
}
