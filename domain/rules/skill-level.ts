// Law: a permit's skill level follows from the major group of its occupation (resolution 4602).
import type { RuleUse } from '../ledger/basis.js';
import type { IsoDate } from '../standards/calendar.js';
import { majorGroup } from '../standards/occupation.js';
import { ruleAt } from './rule-table.js';
import { skillLevels } from './work-permit-rules.js';

/** Skill level of a permit. */
export type SkillLevel = 'high' | 'skilled' | 'basic';

/** The skill level on the day, or null: before the resolution (the first days of which are not yet for new workers), and for armed forces occupations, which it does not name. */
export function skillLevelOf(occupation: string, day: IsoDate): { readonly level: SkillLevel | null; readonly use: RuleUse } {
  const { value, use } = ruleAt(skillLevels, day);
  const group = majorGroup(occupation);
  if (value === null) return { level: null, use };
  const level = value.high.includes(group) ? 'high' : value.skilled.includes(group) ? 'skilled' : value.basic.includes(group) ? 'basic' : null;
  return { level, use };
}
