// Law: a week’s table is made of all owners as the close finds them, and of what the table before it withheld; one that was told stays as it was told.
import type { CountedOwner, EntityBand } from '../../domain/entity/owner-bands.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { ruleAt } from '../../domain/rules/rule-table.js';
import { disclosureRules, sizeClasses } from '../../domain/rules/statistics-rules.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { SaudizationTablePublished, type SaudizationTableEvent } from '../../domain/statistics/events.js';
import { nationalTable, type WithheldCells } from '../../domain/statistics/national-table.js';
import { tableParts } from '../../domain/statistics/table-parts.js';
import { tallyCube, type Unit } from '../../domain/statistics/tally.js';
import { unitsOf } from '../../domain/statistics/units.js';

/** The table of a week while its close goes from owner to owner. */
export interface WeekTable {
  /** Takes in an owner and the bands of his entities in the week. */
  add(owner: CountedOwner, bands: ReadonlyMap<string, EntityBand>): void;
  /** The events that tell it. */
  events(): readonly SaudizationTableEvent[];
}

/** Tables as far as their events were told, and the next one. */
export interface WeekTables {
  /** Takes in an event; one that was taken in before changes nothing. */
  apply(event: RecordedEvent): void;
  /** An empty table; null where the week's was told before. */
  begin(week: IsoDate): WeekTable | null;
}

export interface TableSources {
  readonly registry: Pick<EventRegistry, 'decode'>;
  readonly vault: Pick<Vault, 'recordKeyOf'>;
  readonly regionOf: (establishmentId: string) => string | undefined;
}

/** Follows the tables from the beginning of the log. */
export function followTables({ registry, vault, regionOf }: TableSources): WeekTables {
  let newest: { readonly week: IsoDate; readonly parts: ReadonlyMap<number, readonly WithheldCells[]> } | null = null;
  return {
    apply(event) {
      if (event.type !== SaudizationTablePublished.type) return;
      const { week, part, withheld } = (registry.decode(event) as SaudizationTableEvent).data;
      if (newest !== null && week < newest.week) return;
      const known = newest?.week === week ? newest.parts : new Map<number, readonly WithheldCells[]>();
      newest = { week, parts: new Map([...known, [part, withheld]]) };
    },
    begin(week) {
      if (newest !== null && week <= newest.week) return null;
      const before = [...(newest?.parts.values() ?? [])].flat();
      const [disclosure, sizes] = [ruleAt(disclosureRules, week), ruleAt(sizeClasses, week)];
      const owners: (readonly Unit[])[] = [];
      return {
        add(owner, bands) {
          const bandOf = (entityId: string) => bands.get(entityId)?.said.band ?? 'NOT_RATED';
          const units = unitsOf(owner, { week, sizes: sizes.value, bandOf, regionOf, keyOf: (id) => vault.recordKeyOf(id) });
          if (units.length > 0) owners.push(units);
        },
        events: () => tableParts(nationalTable(disclosure.value, tallyCube(owners), before, week), week, { disclosure: disclosure.use, sizes: sizes.use }),
      };
    },
  };
}
