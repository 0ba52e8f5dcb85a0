/** How a contract goes on once it is accepted. */
export type Course =
  | 'stays'
  | 'amended'
  | 'amendment-declined'
  | 'amendment-lapsed'
  | 'renewed'
  | 'resigns'
  | 'resigns-unanswered'
  | 'resigns-deferred'
  | 'resignation-withdrawn'
  | 'notice-by-employee'
  | 'notice-by-employer'
  | 'not-renewed'
  | 'expires'
  | 'terminated'
  | 'transferred'
  | 'company-closes';
