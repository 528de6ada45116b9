/** Who does things in the demo, as the timeline of a case names them. */
export const ACTORS = {
  core: 'core-banking',
  bureau: 'credit-bureau',
  economist: 'economics-desk',
  register: 'civil-register',
  post: 'post-office',
  collector: 'collector-wen',
  supervisor: 'supervisor-qiu',
  /** where one supervisor is not enough */
  secondSupervisor: 'supervisor-mo',
  thirdSupervisor: 'supervisor-tang',
  counsel: 'counsel-shen',
} as const;
