// Law: there is one register of rule sets, at an address that never changes: which one holds on a day is folded from its stream alone.

/** Id of the register: the record `ruleSet-<this>`. */
export const RULE_SETS_ID = '5a9d0c3e-6b1f-5e74-9c28-2f7d41b0a6e3';
