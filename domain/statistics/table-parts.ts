// Law: a table of any size is told in events of bounded size; together they tell it whole, and each cell once.
import type { RuleUse } from '../ledger/basis.js';
import type { IsoDate } from '../standards/calendar.js';
import { MOST_CELLS, type SaudizationTableEvent } from './events.js';
import type { NationalTable, ToldCell } from './national-table.js';

/** The rules that a table was made by. */
export interface TableRules {
  readonly disclosure: RuleUse;
  readonly sizes: RuleUse;
}

/** The events that tell a week's table; one where nobody works. */
export function tableParts({ told, withheld }: NationalTable, week: IsoDate, { disclosure, sizes }: TableRules, most = MOST_CELLS): readonly SaudizationTableEvent[] {
  const cells: readonly (ToldCell | { readonly through: IsoDate; readonly name: string })[] = [
    ...told,
    ...withheld.flatMap(({ through, cells: names }) => names.map((name) => ({ through, name }))),
  ];
  const parts = Math.max(1, Math.ceil(cells.length / most));
  return Array.from({ length: parts }, (_, part) => {
    const own = cells.slice(part * most, (part + 1) * most);
    const groups = new Map<IsoDate, string[]>();
    for (const one of own) if ('name' in one) groups.set(one.through, [...(groups.get(one.through) ?? []), one.name]);
    return {
      type: 'SaudizationTablePublished',
      data: {
        effectiveOn: week,
        week,
        part,
        parts,
        disclosure,
        sizes,
        told: own.filter((one) => 'cell' in one),
        withheld: [...groups].map(([through, names]) => ({ through, cells: names })),
      },
    };
  });
}
