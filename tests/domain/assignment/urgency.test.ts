import { expect, test } from 'vitest';
import { urgencyOf } from '../../../domain/assignment/urgency.ts';

test.each([
  [-1, 'overdue'],
  [-0.001, 'overdue'],
  [0, 'within 4 hours'],
  [3.99, 'within 4 hours'],
  [4, 'within a day'],
  [23.99, 'within a day'],
  [24, 'later'],
  [1000, 'later'],
])('%d hours to the deadline: %s', (hours, urgency) => {
  expect(urgencyOf(hours)).toBe(urgency);
});
