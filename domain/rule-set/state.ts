import type { RuleSet } from '../saudization/rule-set.js';
import type { IsoDate } from '../standards/calendar.js';

/** A rule set that waits for a second person. */
export interface ProposedRuleSet {
  readonly hash: string;
  readonly set: RuleSet;
  readonly proposedBy: string;
  /** The human whose account that is; null where it was not known. */
  readonly proposedByHuman: string | null;
  readonly proposedOn: IsoDate;
}

/** A rule set that holds from its first day on. */
export interface AdoptedRuleSet {
  readonly hash: string;
  readonly set: RuleSet;
  readonly adoptedOn: IsoDate;
}

/** The register: what is proposed, and what was adopted, in the order in which it was. */
export interface RuleSetState {
  /** Whether anything was ever said of it. */
  readonly told: boolean;
  readonly proposed: readonly ProposedRuleSet[];
  readonly adopted: readonly AdoptedRuleSet[];
}

/** Before the first event: the built-in set alone holds. */
export const noRuleSets: RuleSetState = { told: false, proposed: [], adopted: [] };
