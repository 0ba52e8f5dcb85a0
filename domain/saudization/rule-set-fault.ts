/** What is wrong with a rule set, and where: names and places in lists, parted by slashes (`quotas/0/steps`). */
export interface RuleSetFault {
  readonly field: string;
  readonly fault: string;
}
