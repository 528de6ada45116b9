/** How a segment is called that is far from the mean on one side: a part of its id, and words for people. */
type Called = readonly [id: string, words: string];

/** A feature that says how a customer behaves. */
export interface Behaviour {
  /** of the case feature */
  readonly name: string;
  /** features about one thing: a name speaks of one of them */
  readonly about: string;
  readonly high: Called;
  readonly low: Called;
}

/**
 * Which features of a case segments are made of: what customers do, not what they are or owe, and not what the bank does.
 * None is a protected attribute.
 */
export const SEGMENT_BEHAVIOUR: readonly Behaviour[] = [
  {
    name: 'quarterPaidShare',
    about: 'paying',
    high: ['pays-much', 'pays much of what falls due'],
    low: ['pays-little', 'pays little of what falls due'],
  },
  {
    name: 'yearPaidShare',
    about: 'paying',
    high: ['paid-much-in-a-year', 'has paid much of what fell due in a year'],
    low: ['paid-little-in-a-year', 'has paid little of what fell due in a year'],
  },
  {
    name: 'paidShareTrend',
    about: 'trend',
    high: ['pays-more-than-before', 'pays more than before'],
    low: ['pays-less-than-before', 'pays less than before'],
  },
  {
    name: 'paymentIrregularity',
    about: 'regularity',
    high: ['pays-irregularly', 'pays at irregular times'],
    low: ['pays-regularly', 'pays at regular times'],
  },
  {
    name: 'daysSincePayment',
    about: 'last payment',
    high: ['no-payment-for-long', 'has not paid for long'],
    low: ['paid-lately', 'has paid lately'],
  },
  {
    name: 'timesPastDue',
    about: 'lateness',
    high: ['often-late', 'often late'],
    low: ['seldom-late', 'seldom late'],
  },
  {
    name: 'outstandingShare',
    about: 'utilisation',
    high: ['much-left-to-pay', 'much left to pay'],
    low: ['little-left-to-pay', 'little left to pay'],
  },
  {
    name: 'keptPromises',
    about: 'promises kept',
    high: ['keeps-promises', 'keeps promises'],
    low: ['keeps-few-promises', 'has kept few promises'],
  },
  {
    name: 'brokenPromises',
    about: 'promises broken',
    high: ['breaks-promises', 'breaks promises'],
    low: ['breaks-few-promises', 'has broken few promises'],
  },
  {
    name: 'contactsReached',
    about: 'reached',
    high: ['often-reached', 'often reached'],
    low: ['seldom-reached', 'seldom reached'],
  },
  {
    name: 'contactsRefused',
    about: 'refused',
    high: ['refuses-contact', 'refuses contact'],
    low: ['seldom-refuses', 'seldom refuses contact'],
  },
];
