// Law: a read model says which companies to ask whether a human may act for them; what it said before says only which are likely.
import { tableName } from '../../read-models/table-sql.js';
import { membershipTable } from '../../read-models/tables/membership.js';
import type { AskBehindWall } from '../../read-models/wall-lane.js';
import { actingAs, type Acting } from '../own/acting.js';

/** Most companies that are asked whether a human may act for them. */
const MOST_COMPANIES = 200;
/** Most humans remembered; the oldest go first. */
const MOST_PEOPLE = 5_000;

const text = `select r.company_id from ${tableName(membershipTable)} r where r.person_id = $1::uuid order by r.company_id limit ${MOST_COMPANIES}`;

/** The companies that may have appointed a human. */
export interface Candidates {
  /** As the read model names them now; asked with what is read ahead for `company`, where something is. */
  of(person: string, company: string | null): Promise<readonly string[]>;
  /** As it named them last. */
  lately(person: string): readonly string[];
}

export function createCandidates(ask: AskBehindWall): Candidates {
  const last = new Map<string, readonly string[]>();
  return {
    async of(person, company) {
      const acting: Acting = { person, company };
      const [rows = []] = await ask(actingAs(acting), { name: 'companies of a person', text, values: [person] });
      const ids = rows.map(([id]) => id as string); // as the statement selects it
      // What is as it was stays where it is: a map is laid out anew every few entries that come and go.
      if (sameAs(last.get(person), ids)) return ids;
      last.delete(person);
      // Who has none is not remembered: he pushes nobody out.
      if (ids.length > 0) last.set(person, ids);
      for (const oldest of last.keys()) {
        if (last.size <= MOST_PEOPLE) break;
        last.delete(oldest);
      }
      return ids;
    },
    lately: (person) => last.get(person) ?? [],
  };
}

function sameAs(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && one.every((id, n) => id === other[n]);
}
