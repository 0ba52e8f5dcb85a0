// Law: who acts for a company was appointed; a few humans act for several, and some have been removed.
import { addDays, addMonths, latest, type IsoDate } from '../../../domain/standards/calendar.js';
import { bearerOf, change, madeBy, workday, workdayAfter, type Script } from '../market-line.js';
import type { Person } from '../people/person.js';
import type { PlannedCompany } from './planned-company.js';

/** A human who acts for several companies, and the day since which the market knows him as an employee. */
export interface Agent {
  readonly person: Person;
  readonly knownOn: IsoDate;
  /** Places of his companies in the cast. */
  readonly companies: readonly number[];
  readonly scopes: readonly string[];
}

/** The day on which a company appoints who acts for it in everything. */
export function appointedOn(company: PlannedCompany): IsoDate {
  return workdayAfter(company.registeredOn, 1);
}

/** Each company appoints somebody who acts for it in everything: a human who owns it, or whom its owner names. */
export function representativeScripts(companies: readonly PlannedCompany[]): readonly Script[] {
  return companies.map((company): Script => {
    const { identifier, name } = company.representative;
    const key = `${company.key}-${company.owner.kind === 'natural' ? 'owner' : 'manager'}-acts`;
    const data = { identifiers: [identifier], name, scopes: ['everything'] };
    return [change(appointedOn(company), key, 'AppointAuthorisedPerson', madeBy(company.key), data)];
  });
}

/** Appointments of the agents; from the last company of each he is removed again after a year. */
export function agentScripts(agents: readonly Agent[], companies: readonly PlannedCompany[]): readonly Script[] {
  return agents.flatMap(({ person, knownOn, companies: served, scopes }, n) =>
    served.flatMap((index, at): readonly Script[] => {
      const company = companies[index];
      if (company === undefined) return [];
      const { identifier, name } = person;
      const from = workday(latest(addDays(knownOn, 3 + at * 9), addDays(company.registeredOn, 3)));
      const key = `${company.key}-agent-${n + 1}`;
      const appointed = change(from, key, 'AppointAuthorisedPerson', madeBy(company.key), {
        identifiers: [identifier],
        name,
        employeeId: madeBy(person.key),
        scopes,
      });
      if (at < served.length - 1) return [[appointed]];
      const removed = change(workday(addMonths(from, 12)), `${key}-removal`, 'RemoveAuthorisedPerson', madeBy(company.key), {
        personId: bearerOf(identifier.scheme, identifier.value),
      });
      return [[appointed, removed]];
    }),
  );
}
